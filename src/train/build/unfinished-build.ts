import { createHash } from 'node:crypto';
import { createReadStream, existsSync, lstatSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { cacheFolder, isOwnFolder } from '../files/work-folder.js';
import type { DatabaseOptions } from '../input/open-duck-database.js';
import type { TrainSettings } from '../models/train-settings.js';
import { Checkpoints } from '../progress/checkpoints.js';

/** What of a build's request is looked at by name; whatever else stands in it tells builds apart as it is. */
interface BuildIdentity {
  readonly out: string;
  readonly settings: TrainSettings;
  readonly database: DatabaseOptions;
  readonly created: string;
  readonly now: number;
  readonly fresh?: boolean;
}

const PREFIX = 'onshelf-unfinished-';
/** What nobody came back to for so long is removed, milliseconds. */
const KEPT_FOR = 7 * 86_400_000;

/**
 * What an earlier build of the same inputs, settings, folder and program left when it was killed; empty where there was none.
 * It lies in the folder for temporary files where the request names one, else in the user's cache (XDG base directories), and
 * never in the folder of the pack: that is published, and states of the training are about shoppers.
 *
 * @param request of the build
 */
export async function unfinishedBuild(request: BuildIdentity): Promise<Checkpoints> {
  const parent = request.database.temporaryFolder ?? cacheFolder();
  const digest = await requestDigest(request).catch(() => null);
  // A file that cannot be read is for its reader to complain about.
  if (digest === null) return new Checkpoints(null);
  removeForgotten(parent);
  const checkpoints = new Checkpoints(join(parent, PREFIX + digest));
  if (request.fresh === true) checkpoints.remove();
  return checkpoints;
}

/**
 * Names all that decides what the steps of a build yield. A text of the request that names a file counts as it is,
 * since reports show it, and by what the file holds; the clock, the date on the pack, threads and memory do not decide anything.
 */
async function requestDigest(request: BuildIdentity): Promise<string> {
  const files = new Set<string>();
  const decisive = { ...request, out: resolve(request.out), created: '', now: 0, database: {}, fresh: false };
  const text = JSON.stringify({ ...decisive, settings: { ...request.settings, threads: 0 } }, (_, value: unknown) => {
    if (typeof value === 'string' && isFile(value)) files.add(value);
    return value;
  });
  // As built, this file is the whole program.
  files.add(fileURLToPath(import.meta.url));
  const hash = createHash('sha256').update(`${process.version} ${process.arch}\n${text}\n`);
  for (const path of files) hash.update(await fileDigest(path));
  return hash.digest('hex').slice(0, 32);
}

async function fileDigest(path: string): Promise<Buffer> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 2 ** 20 }), hash);
  return hash.digest();
}

function isFile(path: string): boolean {
  try {
    return path !== '' && (statSync(path, { throwIfNoEntry: false })?.isFile() ?? false);
  } catch {
    // A text that no file can be called.
    return false;
  }
}

function removeForgotten(parent: string): void {
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(PREFIX)) continue;
    const path = join(parent, name);
    const age = Date.now() - (lstatSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > KEPT_FOR && isOwnFolder(path)) rmSync(path, { recursive: true, force: true });
  }
}
