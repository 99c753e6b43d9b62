import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BESTSELLERS, PRODUCTS, type Product, type Variant } from './products.js';

/** How a shop system names things, in feed, log and pages. */
export interface Naming {
  /** The feed's id of a variant. */
  readonly feedId: (product: Product, variant: Variant) => string;
  /** The feed's `item_group_id`. */
  readonly group: (product: Product) => string;
  /** The feed's address of a variant, without the host. */
  readonly path: (product: Product, variant: Variant) => string;
  /** What the log calls the item. */
  readonly logId: (product: Product, variant: Variant) => string;
}

const DAY = 86_400_000;
const LAST_DAY = Date.UTC(2026, 9, 31);
const FEED_COLUMNS = 'id,title,link,image_link,price,availability,brand,product_type,item_group_id,size,color';

/** A random number from 0 to below 1 at each call; the same ones from the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const tableOf = (separator: string, lines: readonly (readonly (string | number)[])[]): string =>
  `${lines.map((line) => line.join(separator)).join('\n')}\n`;

function feedLines({ feedId, group, path }: Naming, host: string, pictures: string): string[][] {
  return PRODUCTS.flatMap((product) =>
    product.variants.map((variant) => [
      feedId(product, variant),
      `${product.title} - ${variant.color} / ${variant.size}`,
      `${host}${path(product, variant)}`,
      `${pictures}/pictures/${product.handle}.svg`,
      `${variant.price.toFixed(2)} EUR`,
      variant.available ? 'in stock' : 'out of stock',
      product.vendor,
      product.category.join(' > '),
      group(product),
      variant.size,
      variant.color,
    ]),
  );
}

/** 400 shoppers look at one or two shelves each, sometimes at the bestsellers, and buy every fifth thing. */
function logLines({ logId }: Naming): (string | number)[][] {
  const random = randomNumbers(20_261_031);
  const oneOf = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)];
  return Array.from({ length: 400 }, (_, shopper) => {
    const shelves = [oneOf(PRODUCTS).category[1], oneOf(PRODUCTS).category[1]];
    const start = LAST_DAY - random() * 90 * DAY;
    return Array.from({ length: 8 + Math.floor(random() * 12) }, (_, step) => {
      const product = random() < 0.2 ? oneOf(BESTSELLERS) : oneOf(PRODUCTS.filter(({ category }) => shelves.includes(category[1])));
      const name = random() < 0.2 ? 'purchase' : 'view_item';
      const order = name === 'purchase' ? `${1000 + shopper}-${step}` : '';
      return [
        `shopper-${shopper}`,
        logId(product, oneOf(product.variants)),
        new Date(start + step * 180_000).toISOString(),
        name,
        1,
        order,
      ];
    });
  }).flat();
}

/**
 * Writes a feed in Google Merchant's columns, `feed.tsv`, and a log, `events.csv`: made up, and the same bytes each time.
 *
 * @param folder an existing one
 * @param naming of the shop system
 * @param host of the shop's pages, such as `https://www.shop.example`
 * @param pictures host of the pictures; '': that of the page
 */
export function writeFeedAndLog(folder: string, naming: Naming, host: string, pictures = host): void {
  writeFileSync(join(folder, 'feed.tsv'), tableOf('\t', [FEED_COLUMNS.split(','), ...feedLines(naming, host, pictures)]));
  const columns = 'user_id,item_id,timestamp,event,quantity,transaction_id'.split(',');
  writeFileSync(join(folder, 'events.csv'), tableOf(',', [columns, ...logLines(naming)]));
}
