import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { put } from '../cli/tools/shop-files.js';

/** Shoppers of the sample that are kept: a cluster on one machine is slow. */
const SHOPPERS = 800;
/** One row for each rule by which rows are dropped, and two that are kept. */
const DIRTY = [
  ',tent-001,2025-10-01T10:00:00Z,view_item,1,,',
  'u1,,2025-10-01T10:00:00Z,view_item,1,,',
  'u1,tent-001,yesterday,view_item,1,,',
  'u1,tent-001,9999999999999,view_item,1,,',
  'u1,tent-001,2025-10-01T10:00:00Z,teleport,1,,',
  'u1,tent-001,2025-10-01T10:00:00Z,refund,1,,',
  'u1,tent-001,2025-10-01T10:00:00Z,search,1,,',
  'u1,tent-001,2025-10-01T10:00:00Z,purchase,0,,',
  'u1,no-such-item,2025-10-01T10:00:00Z,view_item,1,,',
  'u1,tent-001,1759312800,Add to Cart,1,,',
  'u1,tent-001,1759312800000,add_to_cart,1,,',
  'u1,tent-005,2025-10-01 10:00:00,buy,4,99.00,o-1',
];

/** The demo's shop with some of its shoppers, and a feed and a log that are not clean. */
export interface SampleShop {
  readonly feed: string;
  readonly log: string;
}

/**
 * Writes the shop's files.
 *
 * @param folder where
 * @param moreRows of the log, from the ids of the feed. Default: none
 */
export function makeSampleShop(folder: string, moreRows: (ids: string[]) => readonly string[] = () => []): SampleShop {
  execFileSync(process.execPath, ['scripts/make-sample.mjs', '--out', folder], { stdio: 'ignore' });
  const [header, ...rows] = readFileSync(join(folder, 'events.csv'), 'utf8').trim().split('\n');
  const kept = rows.filter((row) => Number(/^shopper-(\d+)/.exec(row)?.[1]) <= SHOPPERS);
  const feed = join(folder, 'catalog.tsv');
  const [, ...products] = readFileSync(feed, 'utf8').trim().split('\n');
  const more = moreRows(products.map((line) => line.split('\t')[0]));
  return { feed, log: put(folder, 'log.csv', `${[header, ...kept, ...DIRTY, ...more].join('\n')}\n`) };
}
