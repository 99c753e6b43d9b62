import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, closeSync, fsyncSync, lstatSync, openSync, readdirSync, realpathSync, renameSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { DAY_MS } from '../../core/time/day.js';
import { describeFileError } from '../files/describe-file-error.js';
import { makeFolders } from '../files/make-folders.js';
import { cacheFolder, expectNoPattern, isOwnFolder } from '../files/work-folder.js';
import { readCheckpoint, writeCheckpoint } from '../progress/checkpoint-file.js';
import { FileDigests } from './file-digests.js';
import { programIdentity } from './program-identity.js';

/** Where rows of files that were read are kept for later builds, and whether those of earlier builds count. */
export interface KeptRequest {
  /** Folder for temporary files; default: the user's cache folder. */
  readonly parent?: string | undefined;
  /** Whether nothing is kept nor used. Default: no. */
  readonly off?: boolean;
  /** Whether to read all files again, and to keep them anew. Default: no. */
  readonly fresh?: boolean;
}

/** Rows of a file, as an earlier build kept them. */
export interface KeptFile {
  /** Path of the rows, Parquet. */
  readonly rows: string;
  /** What else is known of the file, as it was kept. */
  readonly facts: unknown;
}

/** How much of the input was known already. */
export interface KeptReport {
  /** Folder; null where nothing is kept. */
  readonly folder: string | null;
  /** Files whose rows were kept by an earlier build. */
  readonly reused: number;
  /** Files that were read. */
  readonly read: number;
  /** Why rows could not be kept; null where they were. */
  readonly failure: string | null;
}

/** Name of the folder. */
const FOLDER = 'onshelf-kept-rows';
/** Rows that no build used for this long are removed, milliseconds. */
const UNUSED_MS = 30 * DAY_MS;
const ROWS = '.parquet';
const FACTS = '.facts';
/** End of the names of rows that are being written. */
const PARTIAL_ROWS = '.partial';
/** Rows that are being written for longer than this were left by a killed build, milliseconds. */
const WRITTEN_WITHIN_MS = DAY_MS;

/**
 * Rows of input files, kept between builds in a folder that only their user can enter. A file of rows is named by a digest of all that
 * the rows depend on, so that it is never out of date: the bytes of the input, the options, the program. It names shoppers by their ids.
 */
export class KeptRows {
  readonly folder: string | null;
  /** Of the inputs. */
  readonly digests: FileDigests;
  readonly #fresh: boolean;
  #failure: string | null = null;
  #reused = 0;
  #read = 0;

  /** @param request see `KeptRequest` */
  constructor({ parent = cacheFolder(), off = false, fresh = false }: KeptRequest = {}) {
    this.#fresh = fresh;
    this.folder = off ? null : this.#open(parent);
    this.digests = new FileDigests(this.folder, !fresh);
    if (this.folder !== null) removeUnused(this.folder);
  }

  /**
   * The key of the rows of a file.
   *
   * @param path of the input
   * @param decisive all else that the rows depend on; any JSON
   * @throws errors of the file system
   */
  async keyOf(path: string, decisive: unknown): Promise<string> {
    const text = JSON.stringify([programIdentity(), await this.digests.of(path), decisive]);
    return createHash('sha256').update(text).digest('hex').slice(0, 40);
  }

  /**
   * The kept rows of a key.
   *
   * @param key from `keyOf`
   * @returns null where there are none, or they are damaged
   */
  find(key: string): KeptFile | null {
    if (this.folder === null || this.#fresh) return this.#missed();
    const [rows, facts] = [join(this.folder, key + ROWS), join(this.folder, key + FACTS)];
    try {
      const { size, known } = readCheckpoint(facts) as { size: number; known: unknown };
      if (!lstatSync(rows).isFile() || lstatSync(rows).size !== size) throw new Error(`${rows} is damaged`);
      const now = new Date();
      for (const path of [rows, facts]) utimesSync(path, now, now);
      this.#reused++;
      return { rows, facts: known };
    } catch {
      // Missing or damaged: the file is read, and the report counts it so.
      return this.#missed();
    }
  }

  /**
   * Keeps rows. A failure is reported once, and the build goes on without.
   *
   * @param key from `keyOf`
   * @param facts what else is known of the file: a value that checkpoints support
   * @param write writes the rows to a path, as Parquet
   */
  async keep(key: string, facts: unknown, write: (path: string) => Promise<void>): Promise<void> {
    if (this.folder === null || this.#failure !== null) return;
    const rows = join(this.folder, key + ROWS);
    const partial = `${rows}.${randomBytes(8).toString('hex')}${PARTIAL_ROWS}`;
    try {
      await write(partial);
      chmodSync(partial, 0o600);
      const file = openSync(partial, 'r+');
      fsyncSync(file);
      closeSync(file);
      // The facts come last: rows without them do not count.
      rmSync(join(this.folder, key + FACTS), { force: true });
      renameSync(partial, rows);
      writeCheckpoint(join(this.folder, key + FACTS), { size: lstatSync(rows).size, known: facts });
    } catch (error) {
      rmSync(partial, { force: true });
      this.#failure = describeFileError(error);
    }
  }

  /** Writes the index of digests, and reports what was used. */
  report(): KeptReport {
    try {
      this.digests.save(UNUSED_MS);
    } catch (error) {
      this.#failure ??= describeFileError(error);
    }
    return { folder: this.folder, reused: this.#reused, read: this.#read, failure: this.#failure };
  }

  #missed(): null {
    this.#read++;
    return null;
  }

  #open(parent: string): string | null {
    try {
      makeFolders(parent, 0o700);
      const folder = join(realpathSync(parent), FOLDER);
      expectNoPattern(folder);
      makeFolders(folder, 0o700);
      if (!isOwnFolder(folder)) throw new Error(`${folder} is a link, or belongs to another user`);
      chmodSync(folder, 0o700);
      return folder;
    } catch (error) {
      this.#failure = describeFileError(error);
      return null;
    }
  }
}

/** Removes rows that no build used for a time, and what killed builds left half written. */
function removeUnused(folder: string): void {
  const now = Date.now();
  for (const name of readdirSync(folder)) {
    const status = lstatSync(join(folder, name), { throwIfNoEntry: false });
    const age = now - (status?.mtimeMs ?? now);
    const isRows = name.endsWith(ROWS) || name.endsWith(FACTS);
    if (name.endsWith(PARTIAL_ROWS) ? age > WRITTEN_WITHIN_MS : isRows && age > UNUSED_MS) rmSync(join(folder, name), { force: true });
  }
}
