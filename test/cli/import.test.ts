import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeSafetensors } from '../../src/pack/format/safetensors.js';
import type { ImportReport } from '../../src/train/import/import-report.js';
import { checkPack } from '../../src/train/packing/read-pack.js';
import type { Pack } from '../../src/types/pack.js';
import { onshelf } from './tools/run-onshelf.js';
import { put, smallFeed, temporaryFolder } from './tools/shop-files.js';
import { writeParquet } from './tools/write-parquet.js';

const folder = temporaryFolder();
const feed = put(folder, 'feed.tsv', smallFeed(6));
const FACTORS = [
  [1, 0, 0.5],
  [0.9, 0.1, 0.5],
  [0, 1, -0.5],
  [0.1, 0.9, -0.5],
  [-1, 0.25, 0],
];
const ids = FACTORS.map((_, item) => `i${item}`);
const asCsv = (rows: readonly (readonly unknown[])[]): string => rows.map((row) => row.join(',')).join('\n');

let made = 0;
/** Imports, expects success, and opens the pack. */
async function imported(...words: string[]): Promise<{ report: ImportReport; pack: Pack }> {
  const out = join(folder, `pack-${made++}`);
  const { code, output, errors } = await onshelf('import', '--catalog', feed, '--out', out, '--json', ...words);
  expect(errors).toBe('');
  expect(code).toBe(0);
  const { pack, faults } = await checkPack(out);
  expect(faults).toEqual([]);
  return { report: JSON.parse(output) as ImportReport, pack: pack as Pack };
}

/** Imports and expects an error of one line. */
async function refused(...words: string[]): Promise<string> {
  const { code, errors } = await onshelf('import', '--catalog', feed, '--out', join(folder, 'none'), '--json', ...words);
  expect(errors.trimEnd()).not.toContain('\n');
  expect(code).toBe(1);
  return errors;
}

/** The first three columns of an item's row, as the pack has rounded them. */
const rowOf = (pack: Pack, id: string): number[] => {
  const row = pack.rowOf(id);
  return Array.from(pack.rows.subarray(row * pack.dimensions, row * pack.dimensions + 3), (value) => value * pack.scales[row]);
};

/** Every item has the factors it should have, to a rounding step. */
function expectFactors(pack: Pack): void {
  expect([pack.items, pack.dimensions]).toEqual([6, 4]);
  for (const [item, factors] of FACTORS.entries()) {
    const row = rowOf(pack, `i${item}`);
    for (const [k, factor] of factors.entries()) expect(Math.abs(row[k] - factor)).toBeLessThan(0.005);
  }
  expect(rowOf(pack, 'i5')).toEqual([0, 0, 0]);
}

const parquet = (name: string, sql: string): Promise<string> => writeParquet(join(folder, name), sql);

const bigqueryRow = (input: string, feature: string | null, factors: readonly number[]): string =>
  JSON.stringify({
    processed_input: input,
    feature,
    // In any order, and whole numbers as text, as BigQuery exports them.
    factor_weights: factors.map((weight, index) => ({ factor: String(index + 1), weight })).reverse(),
    intercept: 0,
  });

describe('onshelf import', () => {
  it('reads the folder of a Spark ALSModel, with the ids and the popularity of a table beside it, of items without factors too', async () => {
    const model = join(folder, 'als-model');
    mkdirSync(join(model, 'itemFactors'), { recursive: true });
    const values = FACTORS.map((row, item) => `(${item + 40}::INTEGER, [${row.join(', ')}]::FLOAT[])`);
    await parquet(
      'als-model/itemFactors/part-00000.snappy.parquet',
      `SELECT * FROM (VALUES ${values.slice(0, 2).join(', ')}) AS row(id, features)`,
    );
    await parquet(
      'als-model/itemFactors/part-00001.snappy.parquet',
      `SELECT * FROM (VALUES ${values.slice(2).join(', ')}) AS row(id, features)`,
    );
    put(model, 'itemFactors/_SUCCESS', '');
    const items = put(
      folder,
      'ids.csv',
      asCsv([['id', 'item_id', 'popularity'], ...[...ids, 'i5'].map((id, item) => [item + 40, id, item * 10])]),
    );
    const { report, pack } = await imported('--factors', model, '--items', items);
    expectFactors(pack);
    expect(report).toMatchObject({
      format: 'spark',
      items: { matched: 5, missing: { count: 1, first: ['i5'] }, extra: { count: 0 } },
      notes: [],
    });
    expect(pack.popularity[0]).toBe(0);
    expect(pack.popularity[5]).toBe(1);
    expect(pack.popularity[1]).toBeCloseTo(Math.log1p(10) / Math.log1p(50), 6);
  });

  it("reads a model that Python's implicit saved, with its alpha and ridge", async () => {
    const items = put(folder, 'order.csv', ['item_id', ...ids, 'gone'].join('\n'));
    const { report, pack } = await imported('--factors', 'test/fixtures/implicit-model.npz', '--items', items);
    expect(report).toMatchObject({
      format: 'implicit',
      items: { matched: 5, extra: { count: 1, first: ['gone'] } },
      encoder: { alpha: 3, regularization: 0.05 },
    });
    expect(pack.dimensions).toBe(8);
    const expected = [-0.5083258748054504, 0.6689684391021729, 0.531897246837616];
    for (const [k, value] of rowOf(pack, 'i0').entries()) expect(Math.abs(value - expected[k])).toBeLessThan(0.004);
  });

  it("reads BigQuery's ML.WEIGHTS as JSON Lines, Parquet, CSV, and a row per factor", async () => {
    const lines = [
      bigqueryRow('user_id', 'i0', [9, 9, 9]),
      bigqueryRow('global__INTERCEPT__', null, []),
      ...FACTORS.map((row, item) => bigqueryRow('item_id', `i${item}`, row)),
    ];
    const json = put(folder, 'weights.json', lines.join('\n'));
    const list = FACTORS.flatMap((row, item) => row.map((weight, k) => `('item_id', 'i${item}', ${k + 1}, ${weight})`));
    const unnested = `SELECT * FROM (VALUES ('user_id', 'i0', 1, 9.0), ${list.join(', ')}) AS row(processed_input, feature, factor, weight)`;
    const nested = `SELECT processed_input, feature, list({factor: factor::BIGINT, weight: weight::DOUBLE} ORDER BY weight) AS factor_weights FROM (${unnested}) GROUP BY ALL`;
    const csv = [
      'processed_input,feature,factor_weights',
      ...lines.slice(2).map((line) => {
        const { processed_input, feature, factor_weights } = JSON.parse(line) as Record<string, unknown>;
        return `${processed_input},${feature},"${JSON.stringify(factor_weights).replaceAll('"', '""')}"`;
      }),
    ].join('\n');
    const long = [
      'processed_input,feature,factor,weight',
      ...FACTORS.flatMap((row, item) => row.map((weight, k) => `item_id,i${item},${k + 1},${weight}`)),
    ];
    for (const path of [
      json,
      put(folder, 'weights.csv', csv),
      put(folder, 'long.csv', long.join('\n')),
      await parquet('weights.parquet', nested),
      await parquet('long.parquet', unnested),
    ]) {
      const { report, pack } = await imported('--factors', path);
      expectFactors(pack);
      expect([report.format, report.items.matched]).toEqual(['bigquery', 5]);
    }
  });

  it('requires --item-input where no input has a recognised name of item ids', async () => {
    const path = put(folder, 'named.json', FACTORS.map((row, item) => bigqueryRow('articleno', `i${item}`, row)).join('\n'));
    expect(await refused('--factors', path)).toMatch(
      /no processed_input has a recognised name .*the inputs are: articleno\. .*--item-input NAME/,
    );
    expectFactors((await imported('--factors', path, '--item-input', 'articleno')).pack);
  });

  it('reads tables of lists and of numbered columns, and safetensors', async () => {
    const items = put(folder, 'rows.csv', asCsv([['row', 'item_id'], ...ids.map((id, item) => [item, id])]));
    const tensor = { type: 'F32', shape: [5, 3], data: Float32Array.from(FACTORS.flat()) } as const;
    const tables: string[][] = [
      [put(folder, 'wide.csv', asCsv([['item_id', 'f10', 'f9', 'f2'], ...FACTORS.map(([a, b, c], item) => [ids[item], c, b, a])]))],
      [put(folder, 'list.tsv', ['sku\tembedding', ...FACTORS.map((row, item) => `${ids[item]}\t[${row.join(', ')}]`)].join('\n'))],
      [put(folder, 'list.jsonl', FACTORS.map((factors, item) => JSON.stringify({ item_id: ids[item], factors })).join('\n'))],
      [put(folder, 'model.safetensors', encodeSafetensors({ item_factors: tensor })), '--items', items],
    ];
    for (const words of tables) expectFactors((await imported('--factors', ...words)).pack);
  });

  it('computes neighbours from the factors, or reads them from a file', async () => {
    const factors = put(
      folder,
      'factors.jsonl',
      FACTORS.map((row, item) => JSON.stringify({ item_id: ids[item], factors: row })).join('\n'),
    );
    const nearest = (pack: Pack, table: 'neighbours' | 'followers', id: string): string[] => {
      const { offsets, items } = pack[table];
      const row = pack.rowOf(id);
      return Array.from(items.subarray(offsets[row], offsets[row + 1]), (item) => pack.idOf(item));
    };
    const made = await imported('--factors', factors, '--keep', '1');
    expect(nearest(made.pack, 'neighbours', 'i0')).toEqual(['i1']);
    expect(nearest(made.pack, 'neighbours', 'i2')).toEqual(['i3']);
    expect(nearest(made.pack, 'neighbours', 'i5')).toEqual([]);
    expect(made.report.encoder.blend).toMatchObject({ foldIn: 1, followers: 0 });
    expect(made.report.encoder.blend.neighbours).toBeGreaterThan(0);
    const pairs = asCsv([
      ['item', 'other', 'similarity'],
      ['i0', 'i2', 0.25],
      ['i0', 'i4', 0.5],
      ['i0', 'i2', 0.75],
      ['i0', 'i0', 1],
      ['i0', 'gone', 1],
      ['i1', 'i0', -1],
    ]);
    const path = put(folder, 'pairs.csv', pairs);
    const { report, pack } = await imported('--factors', factors, '--neighbours', path, '--followers', path);
    expect(nearest(pack, 'neighbours', 'i0')).toEqual(['i2', 'i4']);
    expect(nearest(pack, 'followers', 'i0')).toEqual(['i0', 'i2', 'i4']);
    expect(report.neighbours.dropped.map(({ reason, count, first }) => [reason, count, first.line])).toEqual([
      ['an item beside itself', 1, 5],
      ['other not in the catalogue', 1, 6],
      ['similarity not above 0', 1, 7],
    ]);
    // What was counted from a log says more than the factors.
    expect(report.encoder.blend.foldIn).toBe(0.15);
    for (const part of ['neighbours', 'followers'] as const) expect(report.encoder.blend[part]).toBeGreaterThan(0);
  });

  it('applies its options to the encoder', async () => {
    const factors = put(folder, 'again.jsonl', FACTORS.map((row, item) => JSON.stringify({ item_id: ids[item], factors: row })).join('\n'));
    const { pack } = await imported(
      ...['--factors', factors, '--alpha', '7', '--regularization', '0.5', '--half-life', '10'],
      ...['--event-weights', 'view_item=1,purchase=9', '--blend', 'foldIn=2,popularity=0.1'],
    );
    expect(pack.manifest.encoder).toMatchObject({
      alpha: 7,
      regularization: 0.5,
      halfLifeDays: 10,
      eventWeights: { view_item: 1, purchase: 9 },
      blend: { foldIn: 2, neighbours: 0, followers: 0, seen: 0, popularity: 0.1 },
    });
    expect((await onshelf('import', '--factors', factors, '--catalog', feed, '--out', folder, '--blend', 'magic=1')).errors).toMatch(
      /--blend: unknown part "magic"/,
    );
  });

  it('reports how many items matched, are missing, and are extra', async () => {
    const factors = put(
      folder,
      'extra.csv',
      asCsv([
        ['item_id', 'f0', 'f1'],
        ['i0', 1, 0],
        ['old', 0, 1],
      ]),
    );
    const { output } = await onshelf('import', '--factors', factors, '--catalog', feed, '--out', join(folder, 'told'));
    expect(output).toMatch(
      /Factors \(table\) of .*extra\.csv: 1 items matched\n {2}missing: 5 items of the feed have no factors, such as i1, i2/,
    );
    expect(output).toMatch(/extra: 1 match no item of the feed, such as old\n/);
    expect(output).toMatch(/Note: The files have no popularity/);
  });
});
