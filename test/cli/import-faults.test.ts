import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { onshelf } from './tools/run-onshelf.js';
import { put, smallFeed, temporaryFolder } from './tools/shop-files.js';

const folder = temporaryFolder();
const feed = put(folder, 'feed.tsv', smallFeed(6));
const asCsv = (rows: readonly (readonly unknown[])[]): string => rows.map((row) => row.join(',')).join('\n');
let written = 0;

/** Imports and expects an error of one line. */
async function refused(...words: string[]): Promise<string> {
  const { code, errors } = await onshelf('import', '--catalog', feed, '--out', join(folder, 'none'), '--json', ...words);
  expect(errors.trimEnd()).not.toContain('\n');
  expect(code).toBe(1);
  return errors;
}

describe('onshelf import', () => {
  it('reports file, row and field of a fault', async () => {
    const wide = (rows: readonly (readonly unknown[])[]): string =>
      put(folder, `wrong-${written++}.csv`, asCsv([['item_id', 'f0', 'f1'], ...rows]));
    const lists = (...rows: object[]): string => put(folder, `wrong-${written++}.jsonl`, rows.map((row) => JSON.stringify(row)).join('\n'));
    const cases: [string, RegExp][] = [
      [
        wide([
          ['i0', 1, 0],
          ['i1', 'x', 0],
        ]),
        /wrong-\d+\.csv, line 3, f0: "x" is not a number/,
      ],
      [
        wide([
          ['i0', 1, 0],
          ['i0', 1, 0],
        ]),
        /wrong-\d+\.csv, line 3: item "i0" is already at .*wrong-\d+\.csv, line 2/,
      ],
      [wide([['', 1, 0]]), /wrong-\d+\.csv, line 2, item_id is empty/],
      [wide([['i0', 1]]), /wrong-\d+\.csv, line 2: fewer fields than the header/],
      [
        lists({ id: 'i0', features: [1, 2] }, { id: 'i1', features: [1] }),
        /line 2, features: 1 numbers for item "i1"; the rows above have 2/,
      ],
      [lists({ id: 'i0', features: [1, null] }), /line 1, features: "" is not a number/],
      [lists({ id: 'i0', features: [] }), /line 1, features: 0 factors per item; a pack supports 1 to 512/],
      [lists({ id: 'i0', colour: 'red' }), /has no column for factors; its columns are: id, colour/],
      [lists({ id: '17', features: [1] }), /No item of .*wrong-\d+\.jsonl is in .*ids like "17", the feed has ids like "i0".*--items FILE/],
      [
        put(folder, 'cut.npz', readFileSync('test/fixtures/implicit-model.npz').subarray(0, 900)),
        /cut\.npz cannot be read as \.npz: it is no ZIP archive/,
      ],
      ['test/fixtures/implicit-model.npz', /has row numbers in place of item ids\..*: --items FILE/],
      [join(folder, 'nothing'), /nothing cannot be read: ENOENT/],
    ];
    for (const [path, sentence] of cases) expect(await refused('--factors', path)).toMatch(sentence);
    const good = lists({ id: 'i0', features: [1, 2] });
    const twice = put(folder, 'twice.csv', 'id,item_id\n1,i0\n1,i1\n');
    expect(await refused('--factors', good, '--items', twice)).toMatch(/twice\.csv, line 3, id: "1" is already the key of item "i0"/);
    const broken = put(folder, 'pairs-broken.csv', 'item,other,similarity\ni0,i1,much\n');
    expect(await refused('--factors', good, '--neighbours', broken)).toMatch(
      /pairs-broken\.csv, line 2, similarity: "much" is not a number/,
    );
    writeFileSync(join(folder, 'not.parquet'), 'PAR1 and then nothing');
    expect(await refused('--factors', join(folder, 'not.parquet'))).toMatch(/not\.parquet cannot be read as Parquet/);
  });
});
