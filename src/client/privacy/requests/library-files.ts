import { Address } from '../../../core/page/platform.js';

/** The entries of the library, and its parts, by their names. A test compares it with the table of built files. */
const NAMES =
  /\/(?:(?:index|onshelf|page-readers|call-readers|banner-readers|shelf-opener|elements|react|vue|inline-worker|phrases|worker|stub)|(?:index|inline-worker|vue|elements|worker)-[a-z][0-9a-z-]*-[0-9a-z]{10})\.js$/;
/** This file as it is built. */
const BUILT = /^(https?:.*\/)(?:index|inline-worker)-request-receipt-[0-9a-z]{10}\.js$/;

/**
 * The folder of the library's files, with a trailing slash; null if a bundler made other files of them.
 *
 * @param own address of the file that this code is in
 */
export function libraryFolder(own: string): string | null {
  return BUILT.exec(own)?.[1] ?? null;
}

/**
 * Whether a file of the page is one of the library's, by its place and name. The tag may be in a folder of its own.
 *
 * @param address absolute
 * @param folder see `libraryFolder`; null: parts alone are known, by their names
 */
export function isLibraryFile(address: string, folder: string | null): boolean {
  const { origin, pathname } = new Address(address);
  if (!NAMES.test(pathname)) return false;
  const isInFolder = folder !== null && origin + pathname.slice(0, pathname.lastIndexOf('/') + 1) === folder;
  return isInFolder || pathname.endsWith('/onshelf.js') || (folder === null && /-[0-9a-z]{10}\.js$/.test(pathname));
}
