import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { onshelf } from './tools/run-onshelf.js';
import { put, smallLog, temporaryFolder } from './tools/shop-files.js';

const folder = temporaryFolder();
const ITEMS = 40;
const out = join(folder, 'pack');
let [feed, log] = ['', ''];
beforeAll(async () => {
  const rows = Array.from({ length: ITEMS }, (_, row) =>
    [
      `i${row}`,
      `Thing ${row}`,
      `${10 + row} EUR`,
      row % 2 ? 'wool' : 'silk',
      row % 3 ? 'female' : 'male',
      `${row} %`,
      (row % 5) + 0.5,
    ].join('\t'),
  );
  feed = put(folder, 'feed.tsv', [['id', 'title', 'price', 'material', 'gender', 'margin', 'rating'].join('\t'), ...rows].join('\n'));
  log = put(folder, 'log.csv', smallLog(60, ITEMS));
});
const SMALL = ['--dimensions', '8', '--iterations', '3', '--memory', '256MB'];
const build = (...more: string[]) => onshelf('build', '--catalog', feed, '--events', log, '--out', out, ...SMALL, ...more);

describe('attributes on the command line', () => {
  it('the usual ones go into the pack unasked, others where they are named, with type, values, share and bytes in the report', async () => {
    const usual = JSON.parse((await build('--json')).output);
    expect(usual.attributes.map(({ name }: { name: string }) => name).sort()).toEqual(['gender', 'material', 'rating']);
    const { attributes, feed: read } = JSON.parse((await build('--attributes', 'margin', '--json')).output);
    const margin = attributes.find(({ name }: { name: string }) => name === 'margin');
    expect(margin).toMatchObject({ type: 'number', distinct: ITEMS, filled: 1, units: ['%'], range: { least: 0, most: 0.39 } });
    expect(margin.bytes).toBeGreaterThan(0);
    expect(read.facts.notes.map(({ code }: { code: string }) => code)).toContain('attribute-public');
  });

  it('the pack is valid, has nothing outside the format, and lists its attributes', async () => {
    expect(await onshelf('verify', out, '--privacy')).toMatchObject({ code: 0, output: expect.stringContaining('no field or tensor') });
    expect((await onshelf('inspect', out)).output).toMatch(/attribute-[0-9a-f]{16}\.safetensors +margin/);
  });

  it('a name that means something else already is refused', async () => {
    const odd = put(folder, 'odd.tsv', 'id\ttitle\tprice\tviewed\ni1\tA\t1 EUR\t5');
    const { code, errors } = await onshelf('build', '--catalog', odd, '--events', log, '--out', out, '--attributes', 'viewed', ...SMALL);
    expect(code).toBe(1);
    expect(errors).toContain('"viewed" has a meaning in rules or in the catalogue already');
  });

  it('evaluation measures by their values', async () => {
    const asked = [
      '--events',
      log,
      '--catalog',
      feed,
      '--models',
      'popularity',
      '--resamples',
      '0',
      '--group-by',
      'gender,material',
      '--json',
    ];
    const { slices } = JSON.parse((await onshelf('evaluate', ...asked, ...SMALL)).output);
    const names = slices.map(({ slice }: { slice: string }) => slice);
    expect(names).toEqual(expect.arrayContaining(['gender: female', 'gender: male', 'material: wool', 'material: silk']));
  });
});
