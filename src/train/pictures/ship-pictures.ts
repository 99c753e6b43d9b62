import { join } from 'node:path';
import type { EncodedPack, OptionalContent } from '../../pack/encode/encode-pack.js';
import { encodePictures, type ItemPicture } from '../../pack/encode/encode-pictures.js';
import { parseOptional } from '../../pack/format/parse-optional.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { ProgressStep } from '../progress/progress.js';
import { pictureCategories } from './picture-categories.js';
import { PictureCounter } from './picture-counter.js';
import { openPictureFolder, type PictureFolder } from './picture-folder.js';
import type { PictureChange, PictureFault, PictureRequest, PictureSummary } from './picture-report.js';
import { type ImageLibrary, importSharp, makeSmallPicture, type SmallPicture } from './small-picture.js';

/** Images that are read at once. */
const AT_ONCE = 4;

/** What pictures are made from: checked before a build trains for hours. */
export interface PictureSource {
  readonly request: PictureRequest;
  readonly folder: PictureFolder;
  readonly library: ImageLibrary;
}

/** The files of a pack with small pictures, and what was met in making them. */
export interface ShippedPictures {
  readonly files: readonly OptionalContent[];
  readonly report: Omit<PictureSummary, 'files'>;
}

/**
 * Opens what small pictures are made from.
 *
 * @param request see `PictureRequest`
 * @throws OnshelfError `bad-input` where the library is not installed, or the folder has no image
 */
export async function openPictureSource(request: PictureRequest): Promise<PictureSource> {
  return { request, library: await importSharp(), folder: openPictureFolder(request.folder) };
}

/**
 * Makes the small pictures of a pack: of the most popular items, the same for every page, and of the most popular other items of each category.
 *
 * @param source from `openPictureSource`
 * @param feed catalogue in row order, and addresses of pictures that are relative to a folder
 * @param popularity 0 to 1. Shape [items]
 * @param progress counts images
 */
export async function shipPictures(
  { request, folder, library }: PictureSource,
  { catalog, relativePictures }: { readonly catalog: readonly CatalogItem[]; readonly relativePictures: readonly string[] },
  popularity: Float32Array,
  progress: ProgressStep,
): Promise<ShippedPictures> {
  const faults = new PictureCounter<PictureFault>();
  const changes = new PictureCounter<PictureChange>();
  const { ofRow, names, leftOut } = pictureCategories(catalog);
  const ranked = catalog.map((_, row) => row).sort((a, b) => popularity[b] - popularity[a] || a - b);
  const tried = new Set<number>();
  let made = 0;

  const pictureOf = async (row: number): Promise<SmallPicture & { readonly file: string }> => {
    const found = folder.find(catalog[row], relativePictures[row]);
    if ('fault' in found) return { ...found, why: '' };
    const { file, isAmbiguous } = found;
    const picture = await makeSmallPicture(library, join(folder.root, file), request.size);
    if ('fault' in picture || !isAmbiguous) return { ...picture, file };
    return { bytes: picture.bytes, changes: ['ambiguous', ...picture.changes], file };
  };
  /** Pictures of the first rows that have one. */
  const take = async (rows: readonly number[], most: number): Promise<ItemPicture[]> => {
    const taken: ItemPicture[] = [];
    for (let at = 0; at < rows.length && taken.length < most; ) {
      const next = rows.slice(at, at + Math.min(AT_ONCE, most - taken.length));
      at += next.length;
      for (const row of next) tried.add(row);
      // Counted in the order of the rows, whichever image is read first.
      for (const [place, picture] of (await Promise.all(next.map(pictureOf))).entries()) {
        const row = next[place];
        const { id } = catalog[row];
        if ('fault' in picture) faults.add(picture.fault, id, picture.file, picture.why);
        else {
          for (const change of picture.changes) changes.add(change, id, picture.file);
          taken.push({ row, bytes: picture.bytes });
        }
      }
      made += next.length;
      progress.update(made);
    }
    return taken;
  };

  const files: OptionalContent[] = [];
  const cover = await take(ranked, request.cover);
  if (cover.length > 0) files.push(encodePictures(undefined, request.size, cover));
  for (const name of names) {
    const own = await take(
      ranked.filter((row) => !tried.has(row) && ofRow[row] === name),
      request.perCategory,
    );
    if (own.length > 0) files.push(encodePictures(name, request.size, own));
  }
  return {
    files,
    report: { folder: request.folder, size: request.size, faults: faults.report(), changes: changes.report(), leftOut },
  };
}

/**
 * What a pack has of small pictures.
 *
 * @param shipped null: none were asked for
 * @param pack as it is written
 */
export function summarizePictures(shipped: ShippedPictures | null, { manifest }: EncodedPack): PictureSummary | null {
  if (shipped === null) return null;
  const written = parseOptional(manifest).filter(({ role }) => role === 'pictures');
  const files = shipped.files.map(({ name, tensors }) => ({
    category: name ?? null,
    pictures: tensors.rows.data.length,
    bytes: written.find((file) => file.name === name)?.bytes ?? 0,
  }));
  return { ...shipped.report, files };
}
