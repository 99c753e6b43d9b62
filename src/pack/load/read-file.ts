import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { Address } from '../../core/page/platform.js';
import type { PackFile } from '../../types/manifest.js';
import type { Note } from '../../types/note.js';
import type { PackStore } from '../../types/scoring/pack-store.js';
import { sha256Hex } from '../format/sha256.js';
import type { PackSeal } from '../signature/pack-seal.js';
import { fetchBytes } from './fetch-bytes.js';
import { unpackFile } from './unpack-file.js';

/** Timeout of a file, in milliseconds. */
const FILE_TIMEOUT_MS = 60_000;

/** Where the files of one pack come from. */
export interface PackSource {
  /** Address of `pack.json`, as the page gave it. */
  readonly url: string;
  /** Its address after redirects, once it is fetched: the files are beside it. */
  readonly reached: { readonly base: string };
  /** Text of the manifest. */
  readonly text: string;
  readonly store: () => PackStore | null;
  /** See `LoadOptions`. */
  readonly redirectOrigins: readonly string[];
  /** Receives what does not go as planned. */
  readonly notes: Note[];
  /** Where a key is pinned: what holds the files to the signature. */
  readonly seal?: Promise<PackSeal> | undefined;
}

/**
 * Reads a file of a pack from the store, else from the network, and checks its size and digest. With `loadPack`, this is the only caller of
 * `fetchBytes`.
 *
 * @param source store and addresses
 * @param file its entry in the manifest
 * @param fresh SHA-256 to bytes: receives a file that comes from the network, to be stored; null: the network is not used
 * @returns its unpacked bytes
 * @throws OnshelfError `pack-unreachable`, `pack-invalid`; where a key is pinned, `pack-mixed` for a file that is not the one of the signed manifest
 */
export async function readFile(
  { reached, store, redirectOrigins, notes, seal }: PackSource,
  file: PackFile<string>,
  fresh: Map<string, Uint8Array<ArrayBuffer>> | null,
): Promise<Uint8Array<ArrayBuffer>> {
  const stored = await quietly(() => store()?.readFile(file.sha256), notes);
  if (stored !== undefined && (await fault(stored, file, await seal)) === null) return unpackFile(stored, file);
  if (fresh === null) throw new OnshelfError('pack-unreachable', `${file.path} is not stored.`);
  const rules = { maximum: file.bytes, cache: 'default', deadline: FILE_TIMEOUT_MS, redirectOrigins } as const;
  const { bytes } = await fetchBytes(new Address(file.path, reached.base).href, rules);
  const found = await fault(bytes, file, await seal);
  if (found !== null) throw new OnshelfError(seal ? 'pack-mixed' : 'pack-invalid', found);
  fresh.set(file.sha256, bytes);
  return unpackFile(bytes, file);
}

/**
 * The digests of all files that a manifest names, also of those fetched on first use.
 *
 * @param text of the manifest
 */
export function digestsOf(text: string): string[] {
  return text.match(/\b[0-9a-f]{64}\b/g) ?? [];
}

/** The fault of a file's size or digest, or null. Without WebCrypto, as over plain http, only sizes are checked, unless a key is pinned. */
async function fault(bytes: Uint8Array<ArrayBuffer>, file: PackFile<string>, seal?: PackSeal): Promise<string | null> {
  if (bytes.length !== file.bytes)
    return `${file.path} has ${bytes.length} bytes; the manifest says ${file.bytes}. Is the upload complete?`;
  if (!seal && globalThis.crypto?.subtle === undefined) return null;
  const digest = await (seal?.digest ?? sha256Hex)(bytes);
  return digest === file.sha256 ? null : `${file.path} does not match its SHA-256: some bytes differ from what was published.`;
}

/**
 * Reads or writes the store. A failure costs a download on the next visit, not the list.
 *
 * @param step undefined where there is no store
 * @param notes receives the failure
 * @returns undefined after a failure
 */
export async function quietly<T>(step: () => Promise<T> | undefined, notes: Note[]): Promise<T | undefined> {
  try {
    return await step();
  } catch (error) {
    notes.push({ code: 'pack-not-kept', message: `The pack could not be kept for the next visit: ${messageOf(error)}` });
    return undefined;
  }
}
