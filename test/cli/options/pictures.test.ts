import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { seededImage } from '../../fixtures/pictures/seeded-image.js';
import { onshelf } from '../tools/run-onshelf.js';
import { put, temporaryFolder } from '../tools/shop-files.js';

const folder = temporaryFolder();
const images = join(folder, 'images');
const out = join(folder, 'pack');
const ITEMS = 12;
const rows = Array.from({ length: ITEMS }, (_, row) => `i${row},Tent ${row},${row % 2 ? 'Tents' : 'Boots'},${10 + row} GBP`);
const feed = put(folder, 'feed.csv', `id,title,product_type,price\n${rows.join('\n')}`);
const build = (...more: string[]) => onshelf('build', '--catalog', feed, '--out', out, '--no-cache', ...more);

beforeAll(async () => {
  mkdirSync(images);
  for (let row = 0; row < ITEMS - 1; row++) put(images, `i${row}.jpg`, await seededImage(row).jpeg().toBuffer());
});

describe('small pictures on the command line', () => {
  it('go into the pack, one file for every page and one for each category, and the report says what is missing', async () => {
    const { output, code } = await build('--pictures', images, '--pictures-cover', '4', '--json');
    expect(code).toBe(0);
    const { pictures } = JSON.parse(output);
    expect(pictures).toMatchObject({ size: 96, faults: [{ reason: 'missing', count: 1, itemId: 'i11' }], changes: [], leftOut: [] });
    expect(pictures.files.map(({ category, pictures: count }: { category: string; pictures: number }) => [category, count])).toEqual([
      [null, 4],
      ['Boots', 4],
      ['Tents', 3],
    ]);
    const told = await build('--pictures', images, '--pictures-cover', '4');
    expect(told.output).toMatch(/Small pictures from .*: 11 of 96 x 96 pixels, [\d.]+ kB, [\d.]+ k?B each/);
    expect(told.output).toMatch(/without +1 +missing: no file has the id or the name in image_link; first: item i11/);
    expect(await onshelf('verify', out, '--privacy')).toMatchObject({ code: 0, output: expect.stringContaining('no field or tensor') });
    expect((await onshelf('inspect', out)).output).toMatch(/pictures-[0-9a-f]{16}\.safetensors +\(every page\)/);
  });

  it('are found by an image_link that is relative to a folder, which stays out of the pack', async () => {
    const relative = rows.map((row, at) => `new${row},img/i${at}.jpg`);
    const catalog = put(folder, 'relative.csv', `id,title,product_type,price,image_link\n${relative.join('\n')}`);
    const to = join(folder, 'relative');
    const { output } = await onshelf('build', '--catalog', catalog, '--out', to, '--no-cache', '--pictures', images, '--json');
    const { pictures, feed: read } = JSON.parse(output);
    expect(pictures.faults).toMatchObject([{ reason: 'missing', count: 1, itemId: 'newi11' }]);
    expect(read.changed).toMatchObject([{ reason: 'address left out (only http:, https:, and from / on)', count: ITEMS }]);
  });

  it('are refused before anything is read where a number is out of range, or the folder is none', async () => {
    for (const [words, why] of [
      [['--pictures', images, '--pictures-size', '8'], /--pictures-size is "8"; it must be a whole number from 16 to 512/],
      [['--pictures', images, '--pictures-cover', '0'], /--pictures-cover is "0"/],
      [['--pictures', ''], /--pictures is empty; it needs DIR/],
      [['--pictures', join(folder, 'nothing')], /nothing cannot be read/],
    ] as const) {
      const { code, errors } = await build(...words);
      expect(errors).toMatch(why);
      expect(code).not.toBe(0);
    }
  });

  it('need a package, and without it the command says which one to install', async () => {
    vi.doMock('sharp', () => {
      throw new Error('Cannot find package');
    });
    vi.resetModules();
    const fresh = await import('../tools/run-onshelf.js');
    const { code, errors } = await fresh.onshelf('build', '--catalog', feed, '--out', out, '--no-cache', '--pictures', images);
    vi.doUnmock('sharp');
    expect(errors).toMatch(/sharp, which makes the small pictures, is not installed on this machine .*Run: npm install sharp/s);
    expect(code).not.toBe(0);
  });
});
