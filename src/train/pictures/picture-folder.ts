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
  /** Finds the file of an item, by its id, its `image_link`, or the address of its picture relative to a folder, as the feed has it; '' is none. */
  find(item: Pick<CatalogItem, 'id' | 'link' | 'image_link'>, relativePicture: string): FoundPicture;
}

/** Endings of files that are taken for images. */
const ENDING = /\.(?:jpe?g|png|webp|gif|avif|tiff?|svg)$/i;
/** A host for items that have none. */
const NOWHERE = 'https://nowhere.invalid/';
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
  const find: PictureFolder['find'] = ({ id, link, image_link }, relativePicture) => {
    const paths = image_link === undefined ? pathsOf(relativePicture, link) : [pathIn(image_link)];
    const names = [id, encodeURIComponent(id), ...namesOf(paths)];
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

/** The paths of files and their last parts, then both without ending. */
function namesOf(paths: readonly string[]): string[] {
  const names = [...paths, ...paths.map((path) => path.slice(path.lastIndexOf('/') + 1))];
  return [...names, ...names.map(withoutEnding)].filter((name) => name !== '');
}

/**
 * The paths that a relative address may mean: below the shop's host, and beside the item's page.
 *
 * @param picture as in the feed: one address, or a list that begins with it
 * @param link of the item, whose host is the shop's
 */
function pathsOf(picture: string, link: string | undefined): string[] {
  const written = [...new Set([picture, picture.split(/[,;|\s]/, 1)[0]])].filter((address) => address !== '');
  return written.flatMap((address) => {
    const file = address.replace(/^[a-z]:/i, '').replaceAll('\\', '/');
    const page = new URL(link ?? '/', NOWHERE);
    const bases = [new URL('/', page), page].filter((base) => URL.canParse(file, base));
    const resolved = bases.map((base) => pathIn(new URL(file, base).pathname));
    // As written too: a percent sign may be the name's own.
    return file.includes('..') ? resolved : [pathIn(file), ...resolved];
  });
}

/** The path of an address below its host. Of a path from `/` on, the same. */
function pathIn(link: string): string {
  const path = link.replace(/^https?:\/\/[^/]*/i, '').replace(/[?#].*$/s, '');
  let plain = path;
  try {
    plain = decodeURIComponent(path);
  } catch {
    // A percent sign of its own.
  }
  return plain.replace(/^(?:\.?[\\/])+/, '');
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
