import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { checkPack } from '../../../src/train/packing/read-pack.js';
import { restorePack } from '../../../src/train/packing/restore-pack.js';
import { nextPackNumber, writePack } from '../../../src/train/packing/write-pack.js';
import { put, temporaryFolder } from '../../cli/tools/shop-files.js';
import { prototypeContent } from '../../fixtures/prototype-content.js';

const root = temporaryFolder();
let folders = 0;
const newFolder = (): string => join(root, `pack ${++folders}`);

/** Publishes a pack; `title` decides the catalogue file, `liked` the file of rows. */
async function publish(
  folder: string,
  { title = 'same', liked = 1, keep = { packs: 3, days: 1 }, wanted = undefined as number | undefined } = {},
) {
  const base = prototypeContent();
  const catalog = base.catalog.map((item) => ({ ...item, title }));
  const popularity = base.popularity.map((value, row) => (row === 0 ? liked : value));
  const number = nextPackNumber(folder, wanted === undefined ? {} : { wanted });
  writePack(folder, await encodePack({ ...base, number, catalog, popularity }), { keep });
  return number;
}

const contents = (folder: string, ending: RegExp): string[] => readdirSync(folder).filter((name) => ending.test(name));
const numberIn = (folder: string, name = 'pack.json'): number => JSON.parse(readFileSync(join(folder, name), 'utf8')).number;
/** As if a pack had been replaced that long ago. */
function age(folder: string, number: number, days: number): void {
  const then = new Date(Date.now() - days * 86_400_000);
  utimesSync(join(folder, `pack-${number}.json`), then, then);
}

describe('writing a pack over another', () => {
  it('keeps the replaced manifest under its number, with every file it names', async () => {
    const folder = newFolder();
    await publish(folder);
    await publish(folder, { title: 'new' });
    expect(contents(folder, /json$/)).toEqual(['pack-1.json', 'pack.json']);
    expect((await checkPack(folder, 'pack-1.json')).faults).toEqual([]);
    expect((await checkPack(folder)).faults).toEqual([]);
  });

  it('leaves a file untouched that both packs have, and mends one whose bytes were damaged', async () => {
    const folder = newFolder();
    await publish(folder);
    const [catalog] = contents(folder, /^catalog/);
    const [neighbours] = contents(folder, /^neighbours/);
    const before = statSync(join(folder, catalog)).mtimeMs;
    const damaged = readFileSync(join(folder, neighbours));
    damaged[damaged.length - 1] ^= 1;
    writeFileSync(join(folder, neighbours), damaged);
    await publish(folder, { liked: 0.5 });
    expect(contents(folder, /^catalog/)).toEqual([catalog]);
    expect(statSync(join(folder, catalog)).mtimeMs).toBe(before);
    expect((await checkPack(folder)).faults).toEqual([]);
  });

  it('removes packs past the number to keep once their days are over, with files that no kept pack names', async () => {
    const folder = newFolder();
    const keep = { packs: 1, days: 2 };
    for (const title of ['a', 'b', 'c']) await publish(folder, { title, keep });
    expect(contents(folder, /^pack-/)).toEqual(['pack-1.json', 'pack-2.json']);
    age(folder, 1, 3);
    await publish(folder, { title: 'd', keep });
    expect(contents(folder, /^pack-/)).toEqual(['pack-2.json', 'pack-3.json']);
    expect(contents(folder, /^catalog/).length).toBe(3);
    // One file of rows serves all packs, so it stays.
    expect(contents(folder, /^rows/).length).toBe(1);
    for (const name of contents(folder, /json$/)) expect((await checkPack(folder, name)).faults).toEqual([]);
  });

  it('keeps none but the new one where none are to be kept', async () => {
    const folder = newFolder();
    const keep = { packs: 0, days: 0 };
    await publish(folder, { keep });
    await publish(folder, { title: 'new', keep });
    expect(contents(folder, /json$/)).toEqual(['pack.json']);
    expect(readdirSync(folder).length).toBe(4);
  });

  it('does not take files of others for its own', async () => {
    const folder = newFolder();
    await publish(folder, { keep: { packs: 0, days: 0 } });
    put(folder, 'pack-7.json', '{"mine":true}');
    put(folder, 'prices-0123456789abcdef.safetensors', '');
    await publish(folder, { title: 'new', keep: { packs: 0, days: 0 } });
    expect(contents(folder, /^p/)).toEqual(['pack-7.json', 'pack.json', 'prices-0123456789abcdef.safetensors']);
    put(folder, 'pack-2.json', '{"mine":true}');
    await expect(publish(folder)).rejects.toThrow(/pack-2\.json is in the place of the replaced manifest, and is not one\. Remove it/);
    expect(numberIn(folder)).toBe(2);
  });
});

describe('the number of a pack', () => {
  it('is above every number in the folder, those of replaced packs included', async () => {
    const folder = newFolder();
    expect(nextPackNumber(folder)).toBe(1);
    await publish(folder, { wanted: 41 });
    expect(await publish(folder)).toBe(42);
    // As if the older manifest had been copied over the newer one by hand.
    writeFileSync(join(folder, 'pack.json'), readFileSync(join(folder, 'pack-41.json')));
    put(folder, 'pack-42.json', readFileSync(join(folder, 'pack-41.json'), 'utf8').replace('41', '42'));
    expect(nextPackNumber(folder)).toBe(43);
    expect(nextPackNumber(folder, { above: 99 })).toBe(100);
    expect(() => nextPackNumber(folder, { wanted: 42 })).toThrow(/--number 42 is not above 42/);
  });
});

describe('rolling back', () => {
  it('publishes the content before under a higher number, and goes back one more each time', async () => {
    const folder = newFolder();
    for (const title of ['a', 'b', 'c']) await publish(folder, { title });
    const catalogOf = (name: string): string => JSON.parse(readFileSync(join(folder, name), 'utf8')).files[2].path;
    const [first, second] = [catalogOf('pack-1.json'), catalogOf('pack-2.json')];
    expect(await restorePack(folder)).toMatchObject({ replaced: 3, restored: 2, number: 4, kept: [3, 2, 1] });
    expect([numberIn(folder), catalogOf('pack.json')]).toEqual([4, second]);
    expect(await restorePack(folder)).toMatchObject({ replaced: 4, restored: 1, number: 5 });
    expect([numberIn(folder), catalogOf('pack.json')]).toEqual([5, first]);
    await expect(restorePack(folder)).rejects.toThrow(
      /no pack before its current one, so there is nothing to roll back to\. It has: 4, 3, 2, 1\./,
    );
    expect(await restorePack(folder, 3)).toMatchObject({ restored: 3, number: 6 });
    expect((await checkPack(folder)).faults).toEqual([]);
    expect(await publish(folder)).toBe(7);
  });

  it('refuses a pack that is not there, or is not complete, and changes nothing', async () => {
    const folder = newFolder();
    await expect(restorePack(folder)).rejects.toThrow(/There is no pack in/);
    expect(readdirSync(root)).not.toContain(folder.slice(root.length + 1));
    await publish(folder, { title: 'a' });
    await expect(restorePack(folder)).rejects.toThrow(/nothing to roll back to/);
    await publish(folder, { title: 'b' });
    await expect(restorePack(folder, 9)).rejects.toThrow(/has no replaced pack 9; it has: 1/);
    const { files } = JSON.parse(readFileSync(join(folder, 'pack-1.json'), 'utf8'));
    writeFileSync(join(folder, files[2].path), 'short');
    const before = readFileSync(join(folder, 'pack.json'), 'utf8');
    await expect(restorePack(folder)).rejects.toThrow(/Pack 1 in .* cannot be restored: catalog-.* has 5 bytes/);
    expect(readFileSync(join(folder, 'pack.json'), 'utf8')).toBe(before);
    expect(contents(folder, /lock|partial/)).toEqual([]);
  });
});
