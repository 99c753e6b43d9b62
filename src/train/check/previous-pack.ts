import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { LIMITS } from '../../pack/format/format.js';
import { parseManifest } from '../../pack/format/parse-manifest.js';
import { MANIFEST } from '../packing/kept-packs.js';
import { readContents } from '../packing/read-contents.js';
import { manifestFigures, type PackFigures } from './compare-packs.js';

/** The published pack that a new one is compared with. */
export interface PreviousPack {
  /** As given. */
  readonly path: string;
  readonly number: number;
  readonly figures: PackFigures;
}

/** The check of a build. */
export interface CheckRequest {
  /** Folder of the published pack, or its `pack.json`. */
  readonly previous: string;
  /** Share by name of `CHECK_LIMITS`, 0 to 1; default: the table's. */
  readonly limits: Readonly<Record<string, number>>;
}

/**
 * Reads the manifest of the published pack.
 *
 * @param path of its folder, or of its `pack.json`
 * @param out folder of the new pack
 * @returns null where the path is the folder of the new pack, and it has no pack yet
 * @throws OnshelfError `bad-input` where there is no pack, or its manifest is invalid
 */
export function readPreviousPack(path: string, out: string): PreviousPack | null {
  try {
    const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
    const file = isFolder ? join(path, MANIFEST) : path;
    const own = join(resolve(out), MANIFEST);
    if ([dirname(own), own].includes(resolve(path)) && !existsSync(own)) return null;
    const status = statSync(file);
    // Reading a pipe could block forever, and a device has no end.
    if (!status.isFile()) throw new Error('it is not a file.');
    const { size } = status;
    if (size > LIMITS.manifestBytes) throw new Error(`it has ${size} bytes; the limit is ${LIMITS.manifestBytes}`);
    const text = readFileSync(file, 'utf8');
    const contents = readContents((JSON.parse(text) as { contents?: unknown } | null)?.contents);
    const manifest = parseManifest(text);
    return { path, number: manifest.number, figures: manifestFigures({ ...manifest, contents }) };
  } catch (error) {
    throw new OnshelfError(
      'bad-input',
      `--check ${path} cannot be compared with: ${messageOf(error)} Name the folder of the published pack, or its pack.json.`,
      error,
    );
  }
}
