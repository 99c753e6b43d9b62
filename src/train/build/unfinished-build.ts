import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DAY_MS } from '../../core/time/day.js';
import { listInputs } from '../containers/list-inputs.js';
import { cacheFolder, isOwnFolder } from '../files/work-folder.js';
import type { DatabaseOptions } from '../input/open-duck-database.js';
import type { FileDigests } from '../kept/file-digests.js';
import { programIdentity } from '../kept/program-identity.js';
import type { TrainSettings } from '../models/train-settings.js';
import { Checkpoints } from '../progress/checkpoints.js';

/** Fields of a request that are treated specially; all other fields identify the build by their values. */
interface BuildIdentity {
  readonly catalog: readonly string[];
  readonly events: readonly string[];
  readonly locales?: { readonly others: readonly { readonly paths: readonly string[] }[] };
  readonly out: string;
  readonly settings: TrainSettings;
  readonly database: DatabaseOptions;
  readonly created: string;
  readonly now: number;
  readonly fresh?: boolean;
  readonly cache?: boolean;
  readonly publishing?: unknown;
  readonly check?: unknown;
}

const PREFIX = 'onshelf-unfinished-';
/** Age at which unfinished builds are removed, milliseconds. */
const KEPT_MS = 7 * DAY_MS;

/**
 * Checkpoints of an interrupted build with the same inputs, settings, folder and program; empty if there was none. They are in the
 * request's folder for temporary files, else in the user's cache (XDG base directories), and never in the published folder of the
 * pack, because states of the training are about shoppers.
 *
 * @param request of the build
 * @param digests of its inputs
 */
export async function unfinishedBuild(request: BuildIdentity, digests: FileDigests): Promise<Checkpoints> {
  if (request.cache === false) return new Checkpoints(null);
  const parent = request.database.temporaryFolder ?? cacheFolder();
  const digest = await requestDigest(request, digests).catch(() => null);
  // Reading the file later throws the error.
  if (digest === null) return new Checkpoints(null);
  removeExpired(parent);
  const checkpoints = new Checkpoints(join(parent, PREFIX + digest));
  if (request.fresh === true) checkpoints.remove();
  return checkpoints;
}

/**
 * Digest of everything that the results of a build's steps depend on. A text that is the path of a file counts by its value, because
 * reports contain it, and by the file's content; a folder or a pattern, by the files it stands for. Time, creation date, threads, memory,
 * the pack's number and the check do not count.
 */
async function requestDigest(request: BuildIdentity, digests: FileDigests): Promise<string> {
  const files = new Set<string>();
  const decisive = { ...request, out: resolve(request.out), created: '', now: 0, database: {}, fresh: false, publishing: {}, check: {} };
  const text = JSON.stringify({ ...decisive, settings: { ...request.settings, threads: 0 } }, (_, value: unknown) => {
    if (typeof value === 'string' && isFile(value)) files.add(value);
    return value;
  });
  const locales = request.locales?.others.map(({ paths }) => paths) ?? [];
  for (const paths of [request.catalog, request.events, ...locales])
    if (paths.length > 0) for (const path of listInputs(paths)) files.add(path);
  const hash = createHash('sha256').update(`${programIdentity()}\n${text}\n`);
  for (const path of files) hash.update(`${path}\n${await digests.of(path)}\n`);
  return hash.digest('hex').slice(0, 32);
}

function isFile(path: string): boolean {
  try {
    return path !== '' && (statSync(path, { throwIfNoEntry: false })?.isFile() ?? false);
  } catch {
    // Not a valid path.
    return false;
  }
}

function removeExpired(parent: string): void {
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(PREFIX)) continue;
    const path = join(parent, name);
    const age = Date.now() - (lstatSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > KEPT_MS && isOwnFolder(path)) rmSync(path, { recursive: true, force: true });
  }
}
