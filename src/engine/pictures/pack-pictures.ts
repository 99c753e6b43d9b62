import { isWithin, readCategory } from '../../core/catalog/category-levels.js';
import { codeOf, messageOf } from '../../core/onshelf-error.js';
import { parseOptional } from '../../pack/format/parse-optional.js';
import { readPictures } from '../../pack/pictures/read-pictures.js';
import type { Note } from '../../types/note.js';
import type { Pack } from '../../types/pack.js';
import type { PackPictures, PicturesRequest } from '../../types/privacy/pictures.js';

/**
 * Fetches small pictures of a pack: those for every page, and those of the page's category. Nothing of the shopper is read, so that the requests tell
 * nothing.
 *
 * @param pack the catalogue
 * @param request the page's category
 */
export async function packPictures(pack: Pack, { category }: PicturesRequest): Promise<PackPictures> {
  const notes: Note[] = [];
  const { manifest, items, openFile } = pack;
  const files = parseOptional(manifest).filter(({ role }) => role === 'pictures');
  if (files.length === 0 || openFile === undefined) {
    notes.push({ code: 'pack-lacks', message: 'The pack has no small pictures: build it with onshelf build --pictures DIR.' });
    return { size: 0, shards: [], notes };
  }
  const asked = readCategory(`${category ?? ''}`);
  const names = ownNames(pack, asked);
  const own = files.find(({ name }) => name !== undefined && names.some((one) => isWithin(one, name)));
  if (asked !== '' && own === undefined)
    notes.push({
      code: 'pack-lacks',
      message: `The pack has no small pictures of the category "${asked}" of its own, only those for every page.`,
    });
  const wanted = files.filter((file) => file.name === undefined || file === own);
  const shards: PackPictures['shards'][number][] = [];
  let size = 0;
  for (const { path, name } of wanted) {
    try {
      const shard = readPictures(await openFile('pictures', name), path, items);
      size = shard.size;
      shards.push({ ids: Array.from(shard.rows, (row) => pack.idOf(row)), offsets: shard.offsets, bytes: shard.bytes });
    } catch (error) {
      notes.push({ code: codeOf(error), message: `Small pictures could not be fetched: ${messageOf(error)}` });
    }
  }
  return { size, shards, notes };
}

/** A category as the feed calls it, from what the feed or the page's locale calls it: at most one for each of the two. */
function ownNames(pack: Pack, asked: string): string[] {
  if (asked === '') return [];
  const values = pack.codedColumn('product_type')?.values ?? [];
  const at = pack.categoryNames?.findIndex((name) => isWithin(name, asked)) ?? -1;
  // A category above that of the locale's name has as many levels as were asked for.
  const levels = asked.split(' > ').length;
  const translated = at < 0 ? [] : [values[at].split(' > ').slice(0, levels).join(' > ')];
  return [asked, ...translated];
}
