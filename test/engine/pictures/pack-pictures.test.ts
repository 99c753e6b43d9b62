import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packPictures } from '../../../src/engine/pictures/pack-pictures.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { loadPack } from '../../../src/pack/load/load.js';
import type { Pack } from '../../../src/types/pack.js';
import { type PackServer, servePack } from '../../fixtures/pack-server.js';
import { PICTURE_SIZE, picturePack } from '../../fixtures/pictures/picture-pack.js';
import { tinyContent } from '../../fixtures/tiny-pack.js';

let server: PackServer;
let pack: Pack;
beforeEach(async () => {
  server = await servePack(await picturePack());
  ({ pack } = await loadPack(`${server.origin}/pack.json`, null));
  server.asked.length = 0;
});
afterEach(() => server.stop());

/** Paths of the files of pictures in the manifest, in its order: for every page, of tents, of stoves. */
const paths = (): string[] =>
  (server.pack.manifest.optional as { path: string; role: string }[]).flatMap(({ role, path }) => (role === 'pictures' ? `/${path}` : []));

describe('small pictures of a pack', () => {
  it('for a page without a category are those for every page, one request', async () => {
    const { size, shards, notes } = await packPictures(pack, {});
    expect([size, shards.map(({ ids }) => ids), notes]).toEqual([PICTURE_SIZE, [['tent-0', 'stove-1', 'boot-2']], []]);
    expect(server.asked).toEqual(paths().slice(0, 1));
  });

  it('for a page of a category, or of one below it, are its own too, and those of no other', async () => {
    for (const category of ['Outdoor > stove', 'Outdoor>stove>Gas']) {
      const { shards, notes } = await packPictures(pack, { category });
      expect([shards.map(({ ids }) => ids), notes]).toEqual([[['tent-0', 'stove-1', 'boot-2'], ['stove-4']], []]);
    }
    expect(server.asked.sort()).toEqual([paths()[0], paths()[2]].sort());
  });

  it('follow the name that the page’s locale gives a category', async () => {
    const names = pack.codedColumn('product_type')?.values.map((value) => value.replace('Outdoor > tent', 'Draußen > Zelte')) ?? [];
    for (const category of ['Draußen > Zelte', 'Outdoor > tent'])
      expect((await packPictures({ ...pack, categoryNames: names }, { category })).shards.flatMap(({ ids }) => ids)).toContain('tent-3');
  });

  it('of a category without a file of its own are those for every page, and it is said', async () => {
    for (const category of ['Outdoor > lamp', 'Outdoor', 'Elsewhere']) {
      const { shards, notes } = await packPictures(pack, { category });
      expect(shards).toHaveLength(1);
      expect(notes).toEqual([{ code: 'pack-lacks', message: expect.stringContaining(`category "${category}" of its own`) }]);
    }
  });

  it('that cannot be fetched are left out and told; the other file is there', async () => {
    server.answer = (request, response) => {
      if (request.url !== paths()[1]) return false;
      response.writeHead(404).end();
      return true;
    };
    const { shards, notes } = await packPictures(pack, { category: 'Outdoor > tent' });
    expect(shards.flatMap(({ ids }) => ids)).toEqual(['tent-0', 'stove-1', 'boot-2']);
    expect(notes).toMatchObject([{ code: 'pack-unreachable', message: expect.stringContaining('could not be fetched') }]);
  });

  it('that the pack does not have are told, without a request', async () => {
    server.pack = await encodePack(tinyContent());
    const { pack: plain } = await loadPack(`${server.origin}/pack.json`, null);
    server.asked.length = 0;
    expect(await packPictures(plain, { category: 'Outdoor' })).toMatchObject({ size: 0, shards: [], notes: [{ code: 'pack-lacks' }] });
    expect(server.asked).toEqual([]);
  });
});
