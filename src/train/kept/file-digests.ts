import { createHash } from 'node:crypto';
import { type BigIntStats, createReadStream, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readCheckpoint, writeCheckpoint } from '../progress/checkpoint-file.js';

/** What the file system said of a file when its digest was made. */
interface KnownDigest {
  /** Device, inode, size, and times of the last change of content and of attributes, in nanoseconds. */
  readonly state: string;
  readonly sha256: string;
  /** Last use, milliseconds since 1970. */
  readonly used: number;
}

/** Name of the index in its folder. */
const INDEX = 'digests';
/**
 * A file that changed this short a time before its digest was made may change again without another time: clocks of file systems are
 * coarse. Milliseconds.
 */
const SETTLED_AFTER = 3000;

/**
 * SHA-256 digests of files. A digest made earlier is used again where device, inode, size and both times of the file are the same: a program
 * that changes bytes changes the time of the last change of attributes, which programs cannot set.
 */
export class FileDigests {
  readonly #folder: string | null;
  readonly #known: Map<string, KnownDigest>;
  readonly #now: number;
  #changed = false;

  /**
   * @param folder of the index, which need not exist; null: every file is read
   * @param trusted whether earlier digests count
   * @param now milliseconds since 1970
   */
  constructor(folder: string | null, trusted = true, now = Date.now()) {
    this.#folder = folder;
    this.#now = now;
    this.#known = folder !== null && trusted ? readIndex(join(folder, INDEX)) : new Map();
  }

  /**
   * The digest of a file.
   *
   * @param path of the file; links are followed
   * @returns 64 hex digits
   * @throws errors of the file system
   */
  async of(path: string): Promise<string> {
    const real = realpathSync(path);
    const before = statSync(real, { bigint: true });
    const state = stateOf(before);
    const known = this.#known.get(real);
    if (known?.state === state) {
      this.#known.set(real, { ...known, used: this.#now });
      this.#changed ||= this.#now - known.used > 3_600_000;
      return known.sha256;
    }
    const started = Date.now();
    const sha256 = await digestFile(real);
    const settled = started - Number(latest(before) / 1_000_000n) > SETTLED_AFTER;
    // A file that is being written has another state afterwards, and is digested again next time.
    if (settled && stateOf(statSync(real, { bigint: true })) === state) {
      this.#known.set(real, { state, sha256, used: this.#now });
      this.#changed = true;
    }
    return sha256;
  }

  /**
   * Writes the index, without files that were not used for a time. Its folder must exist.
   *
   * @param unusedMs milliseconds
   * @throws errors of the file system
   */
  save(unusedMs: number): void {
    if (this.#folder === null || !this.#changed) return;
    const kept = [...this.#known].filter(([, { used }]) => this.#now - used <= unusedMs);
    writeCheckpoint(join(this.#folder, INDEX), Object.fromEntries(kept));
  }
}

/**
 * Reads a file and makes its SHA-256: of as many bytes as the file has now. Files of the kernel's, such as /proc/kmsg, have none, and reading them
 * could block forever.
 *
 * @param path of the file
 * @returns 64 hex digits
 * @throws errors of the file system
 */
export async function digestFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  const { size } = statSync(path);
  if (size > 0) await pipeline(createReadStream(path, { highWaterMark: 2 ** 20, end: size - 1 }), hash);
  return hash.digest('hex');
}

function stateOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}

function latest({ mtimeNs, ctimeNs }: BigIntStats): bigint {
  return mtimeNs > ctimeNs ? mtimeNs : ctimeNs;
}

function readIndex(path: string): Map<string, KnownDigest> {
  try {
    return new Map(Object.entries(readCheckpoint(path) as Record<string, KnownDigest>));
  } catch {
    // Missing or damaged: every file is read.
    return new Map();
  }
}
