import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { OnshelfError } from '../../core/onshelf-error.js';
import { cannotRead } from '../files/describe-file-error.js';
import { expectFile } from '../files/expect-file.js';
import { INPUT_LIMITS } from '../files/input-limits.js';

/** Names in folders that are no data: hidden files, and what clusters write beside their parts. */
const NOT_DATA = /^[._]|\.crc$/i;
/** Characters that make a path a pattern. */
const PATTERN = /[*?[\]{}]/;

/**
 * The files that paths stand for. A path that exists is that file or folder, whatever its name; another one with `*`, `?`, `[...]`,
 * `{...}` or `**` is a pattern. Of a folder all files are taken, those of its subfolders too; hidden files, names that start with `_`,
 * `.crc` files and empty files are left out.
 *
 * @param paths as given
 * @returns file paths: in the order given, within a folder or a pattern in the order of the names; none twice
 * @throws OnshelfError `bad-input` for a path that cannot be read or is a pipe or a device, and for a folder or a pattern without files
 */
export function listInputs(paths: readonly string[]): string[] {
  const files = new Map<string, string>();
  for (const path of paths) for (const file of filesOf(path)) files.set(identity(file), files.get(identity(file)) ?? file);
  if (files.size > INPUT_LIMITS.tableFiles)
    throw new OnshelfError('bad-input', `${paths.join(', ')}: ${files.size} files; the limit for one table is ${INPUT_LIMITS.tableFiles}.`);
  return [...files.values()];
}

function filesOf(path: string): string[] {
  if (existsSync(path) || !PATTERN.test(path)) return filesBelow(path);
  const parts = path.replaceAll('\\', '/').split('/');
  // Folders that exist are meant by their names.
  let literal = 0;
  while (literal < parts.length - 1 && existsSync(parts.slice(0, literal + 1).join('/') || '/')) literal++;
  const prefix = parts.slice(0, literal).join('/');
  const found = globSync(parts.slice(literal).join('/'), {
    cwd: literal === 0 ? '.' : prefix || '/',
    onlyFiles: false,
    expandDirectories: false,
    dot: false,
  });
  const matched = found.sort().flatMap((name) => filesBelow((literal === 0 ? '' : `${prefix}/`) + name.replace(/\/$/, ''), true));
  if (matched.length === 0) throw new OnshelfError('bad-input', `No file has a name like ${path}. Check the folder and the pattern.`);
  return matched;
}

/** A file itself; the files of a folder. */
function filesBelow(path: string, isEmptyAllowed = false): string[] {
  if (!isFolder(path)) {
    expectFile(path);
    return [path];
  }
  try {
    const files = filesIn(path);
    if (files.length > 0 || isEmptyAllowed) return files;
  } catch (error) {
    throw cannotRead(path, error);
  }
  throw new OnshelfError('bad-input', `${path} is a folder without files.`);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw cannotRead(path, error);
  }
}

/** @param around the real paths of the folders around: a link to one of them leads in a circle */
function filesIn(folder: string, around: readonly string[] = []): string[] {
  const real = realpathSync(folder);
  if (around.includes(real)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !NOT_DATA.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name }) => {
      const path = join(folder, name);
      const status = statSync(path);
      if (status.isDirectory()) return filesIn(path, [...around, real]);
      // A cluster task without output leaves an empty file.
      return status.isFile() && status.size > 0 ? [path] : [];
    });
}

function identity(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // Opening it will throw the error.
    return path;
  }
}
