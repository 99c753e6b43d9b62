/**
 * Writes the demo shop's files: `catalog.tsv`, a Google Merchant feed, and `events.csv`, an event log. The same seed gives the same
 * bytes. All shoppers and brands are invented.
 *
 *     node scripts/make-sample.mjs [--out DIR]        default: demo/sample
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeCatalog } from './sample/make-catalog.mjs';
import { makeEvents } from './sample/make-events.mjs';
import { SampleRandom } from './sample/sample-random.mjs';

const SEED = 20_251_031;
const CATALOG_COLUMNS = 'id title description link image_link availability price brand product_type item_group_id'.split(' ');
const EVENT_COLUMNS = 'user_id item_id timestamp event quantity price transaction_id'.split(' ');

const { values } = parseArgs({ options: { out: { type: 'string' } } });
const folder = values.out ?? fileURLToPath(new URL('../demo/sample', import.meta.url));

const random = new SampleRandom(SEED);
const products = makeCatalog(random);
const events = makeEvents(products, random);

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'catalog.tsv'), table('\t', CATALOG_COLUMNS, products.map(catalogLine)));
writeFileSync(join(folder, 'events.csv'), table(',', EVENT_COLUMNS, events.map(eventLine)));
process.stdout.write(`${products.length} products and ${events.length} events in ${folder}\n`);

/** @param {import('./sample/make-catalog.mjs').Product} product */
function catalogLine(product) {
  const { id, title, description, availability, price, brand, category, group } = product;
  const link = `https://shop.example/p/${id}`;
  const imageLink = `https://shop.example/images/${id}.svg`;
  const productType = `Outdoor > ${category.department} > ${category.leaf}`;
  return [id, title, description, link, imageLink, availability, `${price.toFixed(2)} EUR`, brand.name, productType, group];
}

/** @param {import('./sample/make-events.mjs').SampleEvent} event */
function eventLine(event) {
  const { userId, product, time, name, quantity, transactionId } = event;
  const timestamp = new Date(time * 1000).toISOString().replace('.000Z', 'Z');
  return [userId, product.id, timestamp, name, quantity, product.price.toFixed(2), transactionId];
}

/**
 * A table as text. No value contains a separator, a quote or a line break, so none is quoted.
 *
 * @param {string} separator
 * @param {readonly string[]} columns
 * @param {readonly (readonly (string | number)[])[]} lines
 * @returns {string}
 */
function table(separator, columns, lines) {
  return `${[columns, ...lines].map((line) => line.join(separator)).join('\n')}\n`;
}
