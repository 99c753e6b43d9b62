import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkPack } from '../../src/train/packing/read-pack.js';
import { onshelf } from './tools/run-onshelf.js';
import { put, temporaryFolder } from './tools/shop-files.js';

const folder = temporaryFolder();
const ITEMS = 12;
const out = join(folder, 'pack');
const rows = (of: (row: number) => string): string => Array.from({ length: ITEMS }, (_, row) => of(row)).join('\n');
const feed = put(
  folder,
  'feed.csv',
  `id,title,title_fr,product_type,price\n${rows((row) => `i${row},Tent ${row},Tente ${row},Tents,${10 + row} GBP`)}`,
);
const german = put(
  folder,
  'de.csv',
  `id,title,product_type,price\n${rows((row) => `i${row},Zelt ${row},Zelte,${20 + row} EUR`)}\nx,Anderes,Zelte,5 EUR`,
);
const build = (...more: string[]) => onshelf('build', '--catalog', feed, '--out', out, '--no-cache', ...more);

describe('locales on the command line', () => {
  it('go into one pack, each with its file, its size and what was read of it in the report', async () => {
    const { output, code } = await build('--locale', 'en-GB', '--locale', `de_de=${german}`, '--locale', `fr=${feed}`, '--json');
    expect(code).toBe(0);
    const { locales } = JSON.parse(output);
    expect(locales).toMatchObject([
      { tag: 'de-DE', matched: ITEMS, unknown: 1, titles: ITEMS, categories: 1, currency: 'EUR', priced: ITEMS },
      { tag: 'fr', matched: ITEMS, unknown: 0, titles: ITEMS, categories: 0, currency: 'GBP' },
    ]);
    for (const { bytes } of locales) expect(bytes).toBeGreaterThan(0);
    const told = await build('--locale', `de-DE=${german}`);
    expect(told.output).toMatch(/Locale de-DE: 13 rows, 12 items of the catalogue, [\d.]+ k?B/);
    expect(told.output).toContain('12 titles, 0 links, 1 names of categories of its own; 12 prices in EUR');
    expect(told.output).toContain('1 item that the catalogue does not have, left out: x.');
  });

  it('are checked, and listed with the locale of the catalogue', async () => {
    await build('--locale', 'en-GB', '--locale', `de-DE=${german}`);
    expect(await onshelf('verify', out, '--privacy')).toMatchObject({ code: 0, output: expect.stringContaining('no field or tensor') });
    const { output } = await onshelf('inspect', out);
    expect(output).toContain("Locales: en-GB (the catalogue's own), de-DE");
    expect(output).toMatch(/locale-[0-9a-f]{16}\.safetensors +de-DE/);
    expect((await checkPack(out)).manifest?.locale).toBe('en-GB');
  });

  it('with a tag, or a name of --map, that means nothing are refused before anything is read', async () => {
    for (const [words, why] of [
      [['--locale', 'deutsch!=x.csv'], /"deutsch!" is no language tag of BCP 47/],
      [['--locale', '=x.csv'], /no language tag of BCP 47/],
      [['--locale', 'en', '--locale', 'fr'], /two locales of the catalog, en and fr/],
      [['--locale', 'de', '--locale', `de=${german}`], /is that of the catalog, and has a feed/],
      [['--locale', `de=${german}`, '--map', 'de.colour_of_love=x'], /unknown field "de\.colour_of_love"/],
      [['--locale', `de=${german}`, '--map', 'de.title=nothing'], /no column "nothing"/],
    ] as const) {
      const { code, errors } = await build(...words);
      expect(errors).toMatch(why);
      expect(code).not.toBe(0);
    }
  });
});
