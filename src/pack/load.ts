import { messageOf, OnshelfError } from '../core/onshelf-error.js';
import type { FileRole, PackFile } from '../types/manifest.js';
import type { Note } from '../types/note.js';
import type { Pack } from '../types/pack.js';
import type { PackStore } from '../types/pack-store.js';
import { decodePack } from './decode-pack.js';
import { LIMITS } from './format.js';
import { parseManifest } from './parse-manifest.js';
import { readStream } from './read-stream.js';
import { sha256Hex } from './sha256.js';
import { unpackFile } from './unpack-file.js';

/** A pack, and whether the network was needed for it. */
export interface LoadedPack {
  readonly pack: Pack;
  /** No byte came from the network: offline, or nothing had changed. */
  readonly fromCache: boolean;
  /** What did not go to plan. */
  readonly notes: readonly Note[];
}

/** Milliseconds until a server that does not answer is given up. With a pack in the store there is no need to wait long. */
const DEADLINES = { manifest: 15_000, manifestWithStored: 3_000, file: 60_000 };

/**
 * Loads a pack: the manifest from the network, then only those files that the store has not got. Where anything of the
 * new pack cannot be had (offline, a server that does not answer, an upload that is not complete, a page of HTML in its
 * place), the pack stored earlier serves. This is the one place of the library that fetches: GET, without credentials or
 * referrer, and the addresses depend on the manifest alone.
 *
 * @param url address of `pack.json`, absolute
 * @param store where files are kept between visits, or null
 * @throws OnshelfError `pack-unreachable` or `pack-invalid`
 */
export async function loadPack(url: string, store: PackStore | null): Promise<LoadedPack> {
  const notes: Note[] = [];
  const stored = await quietly(() => store?.readManifest(url), notes);
  try {
    const deadline = stored === undefined ? DEADLINES.manifest : DEADLINES.manifestWithStored;
    const text = new TextDecoder().decode(await fetchBytes(url, LIMITS.manifestBytes, 'no-cache', deadline));
    const { pack, fresh } = await loadFiles(url, text, store, notes);
    if (store !== null && (fresh.size > 0 || text !== stored)) {
      const named = pack.manifest.files.map((file) => file.sha256);
      await quietly(() => store.write(url, text, named, fresh), notes);
    }
    return { pack, fromCache: fresh.size === 0 && stored !== undefined, notes };
  } catch (error) {
    if (stored === undefined) throw error;
    notes.push({ code: 'pack-from-store', message: `The pack stored earlier is in use: ${messageOf(error)}` });
    const { pack, fresh } = await loadFiles(url, stored, store, notes);
    return { pack, fromCache: fresh.size === 0, notes };
  }
}

/** Gathers the files of a manifest from store and network. */
async function loadFiles(
  url: string,
  text: string,
  store: PackStore | null,
  notes: Note[],
): Promise<{ pack: Pack; fresh: Map<string, Uint8Array<ArrayBuffer>> }> {
  const manifest = parseManifest(text);
  const files = {} as Record<FileRole, Uint8Array<ArrayBuffer>>;
  const fresh = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const file of manifest.files) {
    const stored = await quietly(() => store?.readFile(file.sha256), notes);
    if (stored !== undefined && (await fault(stored, file)) === null) {
      files[file.role] = await unpackFile(stored, file);
      continue;
    }
    const bytes = await fetchBytes(new URL(file.path, url).href, file.bytes, 'default', DEADLINES.file);
    const found = await fault(bytes, file);
    if (found !== null) throw new OnshelfError('pack-invalid', found);
    files[file.role] = await unpackFile(bytes, file);
    fresh.set(file.sha256, bytes);
  }
  return { pack: decodePack(manifest, files), fresh };
}

/** What is wrong with a file's size or digest, or null. Over plain http there is no WebCrypto: then sizes alone are checked. */
async function fault(bytes: Uint8Array<ArrayBuffer>, file: PackFile): Promise<string | null> {
  if (bytes.length !== file.bytes)
    return `${file.path} has ${bytes.length} bytes; the manifest says ${file.bytes}. Is the upload complete?`;
  if (globalThis.crypto?.subtle === undefined) return null;
  const digest = await sha256Hex(bytes);
  return digest === file.sha256 ? null : `${file.path} does not match its SHA-256: some bytes differ from what was published.`;
}

/** Reads at most `maximum` bytes; one more is an error, whatever the server said of the length. */
async function fetchBytes(url: string, maximum: number, cache: RequestCache, deadline: number): Promise<Uint8Array<ArrayBuffer>> {
  // Covers the body as well: a server may send one byte and then nothing.
  const signal = AbortSignal.timeout(deadline);
  let response: Response;
  try {
    response = await fetch(url, { method: 'GET', credentials: 'omit', referrerPolicy: 'no-referrer', cache, signal });
  } catch (error) {
    throw new OnshelfError(
      'pack-unreachable',
      `${url} could not be fetched. Is the device offline, or does a Content-Security-Policy forbid it?`,
      error,
    );
  }
  if (!response.ok || response.body === null)
    throw new OnshelfError('pack-unreachable', `${url} answered with status ${response.status}. Is the pack uploaded there?`);
  const bytes = await readStream(response.body, maximum);
  if (bytes === null) throw new OnshelfError('pack-invalid', `${url} is longer than the ${maximum} bytes expected.`);
  return bytes;
}

/** A store that fails costs a download, never the list. */
async function quietly<T>(step: () => Promise<T> | undefined, notes: Note[]): Promise<T | undefined> {
  try {
    return await step();
  } catch (error) {
    notes.push({ code: 'pack-not-kept', message: `The pack could not be kept for the next visit: ${messageOf(error)}` });
    return undefined;
  }
}
