import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readFeed } from '../../src/train/feed/read-feed.js';
import type { ImportReport } from '../../src/train/import/import-report.js';
import { openTable } from '../../src/train/import/open-table.js';
import { readSimilarities } from '../../src/train/import/read-similarities.js';
import type { InputNote } from '../../src/train/input/input-facts.js';
import { interestMatrix } from '../../src/train/log/interest-matrix.js';
import { type Log, readLog } from '../../src/train/log/read-log.js';
import { decayedPopularity } from '../../src/train/models/decayed-popularity.js';
import { type ItemNeighbours, itemCosine } from '../../src/train/models/item-cosine.js';
import { sequentialRules } from '../../src/train/models/sequential-rules.js';
import { checkPack } from '../../src/train/packing/read-pack.js';
import { SILENT_PROGRESS, SILENT_STEP } from '../../src/train/progress/progress.js';
import { StepLog } from '../../src/train/progress/step-log.js';
import { onshelf } from '../cli/tools/run-onshelf.js';
import { put, temporaryFolder } from '../cli/tools/shop-files.js';
import { askBrowser } from './ask-browser.js';
import { oddShoppers } from './odd-shoppers.js';
import { findPeer } from './peer.js';
import { makeSampleShop, type SampleShop } from './sample-shop.js';

const spark = findPeer('SPARK');
/** The current time of the job and of the test; the sample's events are before it. */
const NOW = Date.UTC(2026, 0, 1);
const KEPT = 20;

describe.skipIf(spark.missing)(`distributed/spark_als.py on a local Spark${spark.note}`, () => {
  const folder = temporaryFolder();
  const model = join(folder, 'model');
  const pack = join(folder, 'pack');
  let shop: SampleShop;
  let ids: string[];
  let log: Log;

  beforeAll(async () => {
    shop = makeSampleShop(folder, oddShoppers);
    train('--events', shop.log, '--catalog', shop.feed, '--out', model, '--rank', '32', '--iterations', '5');
    ids = (await readFeed({ paths: [shop.feed] }, SILENT_STEP)).catalog.map(({ id }) => id);
    log = await readLog({ paths: [shop.log], feed: { path: shop.feed, itemIds: ids }, now: NOW }, new StepLog(SILENT_PROGRESS));
  }, 600_000);

  it('keeps and drops the rows that a build keeps and drops, for the same reasons', () => {
    expect(reportOf(model)).toMatchObject({
      rows: log.rows,
      used: log.interactions.itemRows.length,
      shoppers: log.interactions.users,
      items: new Set(log.interactions.itemRows).size,
      dropped: Object.fromEntries(log.dropped.map(({ reason, count }) => [reason, count])),
    });
    expect(log.dropped.length).toBe(10);
  });

  it('tells of shoppers out of proportion what a build tells', () => {
    const told = boundsOf(log);
    expect(told.map(({ code }) => code)).toEqual(['heavy-shopper', 'crawlers', 'shoppers-bounded']);
    expect(told[1].message).toMatch(/^2 shoppers with 3192 rows /);
    expect(reportOf(model).notes).toEqual(told);
  });

  it('finds the same neighbours and followers as this library', async () => {
    const rows = new Map(ids.map((id, row) => [id, row]));
    const read = async (name: string, withSelf: boolean): Promise<ItemNeighbours> =>
      (
        await readSimilarities({
          path: join(model, name),
          rowOf: (id) => rows.get(id),
          items: ids.length,
          most: KEPT,
          withSelf,
          database: {},
          progress: SILENT_STEP,
        })
      ).table;
    const cosine = itemCosine(interestMatrix(log.interactions), { shrinkage: 20, neighbours: KEPT }, SILENT_STEP);
    expectSame(await read('neighbours', false), cosine);
    expectSame(await read('followers', true), sequentialRules(log.interactions, KEPT, SILENT_STEP));
  });

  it('reads dates without separators as a build does', async () => {
    // In the order of the file tent-001 follows tent-009; by their dates it comes first. 20260301 is after the job's clock.
    const rows = ['u1,tent-009,20240229', 'u1,tent-001,20240131', 'u2,tent-001,2024-03-01', 'u2,tent-005,20260301'];
    const path = put(folder, 'dates.csv', `user_id,item_id,timestamp\n${rows.join('\n')}\n`);
    const dated = join(folder, 'dated');
    train('--events', path, '--out', dated, '--rank', '4', '--iterations', '1');
    const built = await readLog({ paths: [path], now: NOW }, new StepLog(SILENT_PROGRESS));
    expect([built.compactDates, built.dropped.map(({ reason }) => reason)]).toEqual([true, ['timestamp in the future']]);
    expect(reportOf(dated)).toMatchObject({ used: 3, dropped: { 'timestamp in the future': 1 } });
    const followers = await readSimilarities({
      path: join(dated, 'followers'),
      rowOf: (id) => ['tent-001', 'tent-009'].indexOf(id),
      items: 2,
      most: KEPT,
      withSelf: true,
      database: {},
      progress: SILENT_STEP,
    });
    expect([[...followers.table.offsets], [...followers.table.items]]).toEqual([[0, 1, 1], [1]]);
  }, 300_000);

  it('bounds a crawler by the items of the log where there is no catalogue, those of dropped rows included', async () => {
    // Of the twenty items of the log one is in a dropped row alone, so `half` viewed half the catalogue, and `less` did not.
    const items = Array.from({ length: 19 }, (_, at) => `tent-${100 + at}`);
    const views = (user: string, count: number): string[] =>
      Array.from({ length: 1200 }, (_, at) => `${user},${items[at % count]},${1_756_700_000 + at},view_item`);
    const others = items.map((item, at) => `u${at % 4},${item},${1_756_600_000 + at},view_item`);
    const rows = [...views('half', 10), ...views('less', 9), ...others, 'u1,tent-200,1756600000,search'];
    const path = put(folder, 'crawled.csv', `user_id,item_id,timestamp,event\n${rows.join('\n')}\n`);
    const crawled = join(folder, 'crawled');
    train('--events', path, '--out', crawled, '--rank', '4', '--iterations', '1');
    const built = await readLog({ paths: [path], now: NOW }, new StepLog(SILENT_PROGRESS));
    const told = boundsOf(built);
    expect(told.map(({ message }) => message.slice(0, 27))).toEqual(['1 shopper with 1200 rows vi', '2 shoppers have more events']);
    expect(reportOf(crawled).notes).toEqual(told);
    const expected = decayedPopularity(built.interactions, 60);
    const found = await popularityOf(crawled);
    expect(found.size).toBe(items.length);
    for (const [item, popularity] of found) expect(popularity).toBeCloseTo(expected[built.itemIds.indexOf(item)], 5);
  }, 300_000);

  it('makes a pack that serves a personal list in a browser', async () => {
    const { code, output, errors } = await onshelf('import', '--factors', model, '--catalog', shop.feed, '--out', pack, '--json');
    expect([code, errors]).toEqual([0, '']);
    const report = JSON.parse(output) as ImportReport;
    expect(report).toMatchObject({ format: 'spark', items: { extra: { count: 0 } }, notes: [], encoder: { alpha: 20 } });
    // The ridge that Spark applies to a shopper of usual length.
    const { offsets, indices } = interestMatrix(log.interactions);
    const shoppers = offsets.filter((offset, user) => user > 0 && offset > offsets[user - 1]).length;
    expect(report.encoder.regularization).toBeCloseTo((0.05 * indices.length) / shoppers, 9);
    // Items that crawlers alone viewed, earlier than their latest, are of no shopper's interest and have no factors.
    expect(report.items.matched).toBe(new Set(indices).size);
    const popularity = (await checkPack(pack)).pack?.popularity ?? [];
    for (const [row, expected] of decayedPopularity(log.interactions, 60).entries()) expect(popularity[row]).toBeCloseTo(expected, 5);

    const { before, after, faults } = await askBrowser(pack, ['tent-001', 'tent-005', 'tent-009']);
    expect(faults).toEqual([]);
    expect(after.servedBy.model).toBe('personal');
    expect(after.items.map(({ id }) => id)).not.toEqual(before);
    expect(after.items.filter(({ item }) => item.product_type?.includes('Camping')).length).toBeGreaterThanOrEqual(12);
  });
});

/** Runs the job as a shop would: spark-submit is a program beside Python. */
function train(...options: readonly string[]): void {
  const submit = join(dirname(process.env.ONSHELF_PYTHON ?? ''), 'spark-submit');
  // A short job on two cores: full compilation by Java, and many partitions in Spark, would cost more than they save.
  const settings = ['--conf', 'spark.ui.enabled=false', '--conf', 'spark.sql.shuffle.partitions=2', '--conf', 'spark.log.level=ERROR'];
  const java = ['--driver-java-options', '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC'];
  const usual = ['--blocks', '2', '--neighbours', String(KEPT), '--now', String(NOW)];
  spark.run(submit, '--master', 'local[2]', ...settings, ...java, 'distributed/spark_als.py', ...options, ...usual);
}

/** The job's report about a log. */
function reportOf(model: string): Record<string, unknown> {
  const [part] = readdirSync(join(model, 'report')).filter((name) => name.startsWith('part-'));
  return JSON.parse(readFileSync(join(model, 'report', part), 'utf8')) as Record<string, unknown>;
}

/** What a build says of shoppers out of proportion. */
function boundsOf(log: Log): readonly InputNote[] {
  return log.facts.notes.filter(({ code }) => ['heavy-shopper', 'crawlers', 'shoppers-bounded'].includes(code));
}

/** The popularity of each item that the job found. */
async function popularityOf(model: string): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for await (const { values } of (await openTable(join(model, 'items'), {})).rows())
    found.set(String(values.item_id), Number(values.popularity));
  return found;
}

/** Equal similarities place by place; among ties, or nearly so, any order is accepted. */
function expectSame(found: ItemNeighbours, expected: ItemNeighbours): void {
  expect([...found.offsets]).toEqual([...expected.offsets]);
  for (const [entry, similarity] of expected.similarities.entries()) expect(found.similarities[entry]).toBeCloseTo(similarity, 5);
  let same = 0;
  for (let row = 0; row + 1 < expected.offsets.length; row++) {
    const others = new Set(expected.items.subarray(expected.offsets[row], expected.offsets[row + 1]));
    for (const other of found.items.subarray(found.offsets[row], found.offsets[row + 1])) if (others.has(other)) same++;
  }
  expect(same / expected.items.length).toBeGreaterThan(0.95);
}
