import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { OnshelfError } from '../../core/onshelf-error.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import { cannotRead } from '../files/describe-file-error.js';

/** The file of an item: its path below the folder, or why there is none. */
type FoundPicture =
  | { readonly file: string; readonly isAmbiguous: boolean }
  | { readonly fault: 'missing' | 'outside'; readonly file: string };

/** Files below a folder, by what items may call them. */
export interface PictureFolder {
  readonly root: string;
  /** Finds the file of an item. */
  find(item: Pick<CatalogItem, 'id' | 'image_link'>): FoundPicture;
}

/** Endings of files that are taken for images. */
const ENDING = /\.(?:jpe?g|png|webp|gif|avif|tiff?|svg)$/i;
/** Folders in folders that are read. */
const MAX_DEPTH = 16;

/**
 * Lists the images below a folder. Items name files only by this list, so that no name can lead out of the folder; links in it that do are not followed.
 *
 * @param root the folder
 * @throws OnshelfError `bad-input` where it cannot be read, or has no image
 */
export function openPictureFolder(root: string): PictureFolder {
  const { files, outside } = listImages(root);
  if (files.length === 0)
    throw new OnshelfError('bad-input', `${root} has no images: their names end in .jpg, .png, .webp, .gif, .avif, .tif or .svg.`);
  const byName = new Map<string, string[]>();
  for (const file of files) {
    // With and without its folders, with and without its ending.
    const base = file.slice(file.lastIndexOf('/') + 1);
    for (const name of new Set([file, withoutEnding(file), base, withoutEnding(base)]))
      byName.set(name, [...(byName.get(name) ?? []), file]);
  }
  const find = ({ id, image_link: link }: Pick<CatalogItem, 'id' | 'image_link'>): FoundPicture => {
    const names = [id, encodeURIComponent(id), ...(link === undefined ? [] : namesIn(link))];
    for (const name of names) {
      const found = byName.get(name);
      if (found !== undefined) return { file: found[0], isAmbiguous: found.length > 1 };
    }
    const left = names.find((name) => outside.has(name) || outside.has(withoutEnding(name)) || /(^|[\\/])\.\.([\\/]|$)/.test(name));
    return left === undefined ? { fault: 'missing', file: '' } : { fault: 'outside', file: left };
  };
  return { root, find };
}

const withoutEnding = (file: string): string => file.replace(ENDING, '');

/** The path of an address below its host, and its last part. Of a path from `/` on, the same. */
function namesIn(link: string): string[] {
  const path = link.replace(/^https?:\/\/[^/]*/i, '').replace(/[?#].*$/s, '');
  let plain = path;
  try {
    plain = decodeURIComponent(path);
  } catch {
    // A percent sign of its own.
  }
  const whole = plain.replace(/^[\\/]+/, '');
  const last = whole.slice(whole.lastIndexOf('/') + 1);
  return [whole, last, withoutEnding(whole), withoutEnding(last)].filter((name) => name !== '');
}

/** Paths of images below a folder, in the order of their names, and the names of links that lead elsewhere. */
function listImages(root: string): { files: string[]; outside: ReadonlySet<string> } {
  const files: string[] = [];
  const outside = new Set<string>();
  let real: string;
  const visit = (folder: string, depth: number): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      const file = relative(root, path).split(sep).join('/');
      if (entry.isSymbolicLink() && !leadsInside(path, real)) {
        for (const name of [file, withoutEnding(file), entry.name, withoutEnding(entry.name)]) outside.add(name);
        continue;
      }
      if (entry.isDirectory() && depth < MAX_DEPTH) visit(path, depth + 1);
      else if (ENDING.test(entry.name) && statSync(path).isFile()) files.push(file);
    }
  };
  try {
    real = realpathSync(root);
    visit(root, 0);
  } catch (error) {
    throw cannotRead(root, error);
  }
  return { files: files.sort((a, b) => (a < b ? -1 : 1)), outside };
}

/** Whether a link leads to something in the folder; a broken one leads nowhere. */
function leadsInside(path: string, root: string): boolean {
  try {
    return realpathSync(path).startsWith(root + sep);
  } catch {
    return false;
  }
}
