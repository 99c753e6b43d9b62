import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { runInSlices } from '../../core/time/run-steps.js';
import type { FileRole, PackFile, PackManifest } from '../../types/manifest.js';
import type { Note } from '../../types/note.js';
import type { Pack } from '../../types/pack.js';
import type { PackStore } from '../../types/scoring/pack-store.js';
import { decodePackSteps } from '../decode/decode-pack.js';
import { LIMITS } from '../format/format.js';
import { parseManifest } from '../format/parse-manifest.js';
import { sha256Hex } from '../format/sha256.js';
import { checkAddress, fetchBytes } from './fetch-bytes.js';
import { unpackFile } from './unpack-file.js';

/** A loaded pack. */
export interface LoadedPack {
  readonly pack: Pack;
  /** Whether no file came from the network: offline, or unchanged. */
  readonly fromCache: boolean;
  /** What did not go as planned. */
  readonly notes: readonly Note[];
}

/** The first pack to use. */
export interface FirstPack extends LoadedPack {
  /** If the stored pack is used since the network is slow: the newer one that replaces it, or null without one. Never rejects. */
  readonly later?: Promise<LoadedPack | null>;
}

/** Options of loading a pack. */
export interface LoadOptions {
  /** Origins that redirects may lead to, besides the address's own. Default: none. */
  readonly redirectOrigins?: readonly string[];
  /** Milliseconds after which a stored pack is used. Default 800. */
  readonly storedAfter?: number;
  /** Called with the manifest before the files are fetched, if no pack is stored. */
  readonly onManifest?: (manifest: PackManifest) => void;
}

/** Timeouts of the server, in milliseconds. */
const TIMEOUTS_MS = { manifest: 15_000, file: 60_000 };
/** With the time to decode it, lists from the stored pack arrive within a second. */
const MANIFEST_TIMEOUT_MS = 800;

/** The files of a pack, and their sources. */
interface GatheredPack {
  readonly pack: Pack;
  /** SHA-256 to bytes, for files from the network. */
  readonly fresh: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

type NewestPack = LoadedPack & { readonly text: string };

/**
 * Loads a pack: the manifest from the network, then only the files that are not stored. If a part of the new pack is not available (offline, an
 * incomplete upload, an HTML page instead), or is slow, the stored pack is used. This is the only caller of `fetchBytes`, and addresses depend on
 * the manifest only.
 *
 * @param url address of `pack.json`, absolute
 * @param store of files between visits, or null
 * @param options see `LoadOptions`
 * @throws OnshelfError `pack-unreachable`, `pack-invalid`, or `bad-argument` if the address cannot be fetched
 */
export async function loadPack(url: string, store: PackStore | null, options: LoadOptions = {}): Promise<FirstPack> {
  checkAddress(url);
  const { redirectOrigins = [], storedAfter = MANIFEST_TIMEOUT_MS, onManifest } = options;
  const notes: Note[] = [];
  const stored = await quietly(() => store?.readManifest(url), notes);
  const newest = loadNewest(url, store, stored, redirectOrigins, (manifest) => stored ?? onManifest?.(manifest));
  if (stored === undefined) return newest;
  const first = await settledWithin(newest, storedAfter);
  if (first !== 'late' && 'value' in first) return first.value;
  const why = first === 'late' ? 'the server takes long, and is still being asked for a newer one' : messageOf(first.error);
  notes.push({ code: 'pack-from-store', message: `The pack stored earlier is in use: ${why}` });
  try {
    const { pack, fresh } = await gatherFiles(url, parseManifest(stored), store, notes, first === 'late' ? null : redirectOrigins);
    const loaded = { pack, fromCache: fresh.size === 0, notes };
    if (first !== 'late') return loaded;
    const later = newest.then(
      ({ text, ...newer }) => (text === stored ? null : newer),
      () => null,
    );
    return { ...loaded, later };
  } catch (error) {
    // The stored pack is incomplete: only the network is left.
    if (first === 'late') return newest;
    throw error;
  }
}

async function loadNewest(
  url: string,
  store: PackStore | null,
  stored: string | undefined,
  redirectOrigins: readonly string[],
  onManifest: (manifest: PackManifest) => void,
): Promise<NewestPack> {
  const notes: Note[] = [];
  const rules = { maximum: LIMITS.manifestBytes, cache: 'no-cache', deadline: TIMEOUTS_MS.manifest, redirectOrigins } as const;
  const fetched = await fetchBytes(url, rules);
  const text = new TextDecoder().decode(fetched.bytes);
  const manifest = parseManifest(text);
  onManifest(manifest);
  const { pack, fresh } = await gatherFiles(fetched.url, manifest, store, notes, redirectOrigins);
  if (store !== null && (fresh.size > 0 || text !== stored)) {
    const named = manifest.files.map((file) => file.sha256);
    await quietly(() => store.write(url, text, named, fresh), notes);
  }
  return { pack, fromCache: fresh.size === 0 && stored !== undefined, notes, text };
}

/** State of a promise after a timeout; a late one continues. */
async function settledWithin<T>(promise: Promise<T>, milliseconds: number): Promise<{ value: T } | { error: unknown } | 'late'> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, milliseconds, 'late');
  });
  const settled = promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  const first = await Promise.race([settled, late]);
  clearTimeout(timer);
  return first;
}

/** Collects the files of a manifest from store and network. `redirectOrigins`: null to use the store only. */
async function gatherFiles(
  base: string,
  manifest: PackManifest,
  store: PackStore | null,
  notes: Note[],
  redirectOrigins: readonly string[] | null,
): Promise<GatheredPack> {
  const files = {} as Record<FileRole, Uint8Array<ArrayBuffer>>;
  const fresh = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const file of manifest.files) {
    const stored = await quietly(() => store?.readFile(file.sha256), notes);
    if (stored !== undefined && (await fault(stored, file)) === null) {
      files[file.role] = await unpackFile(stored, file);
      continue;
    }
    if (redirectOrigins === null) throw new OnshelfError('pack-unreachable', `${file.path} is not stored.`);
    const rules = { maximum: file.bytes, cache: 'default', deadline: TIMEOUTS_MS.file, redirectOrigins } as const;
    const { bytes } = await fetchBytes(new URL(file.path, base).href, rules);
    const found = await fault(bytes, file);
    if (found !== null) throw new OnshelfError('pack-invalid', found);
    files[file.role] = await unpackFile(bytes, file);
    fresh.set(file.sha256, bytes);
  }
  return { pack: await runInSlices(decodePackSteps(manifest, files)), fresh };
}

/** The fault of a file's size or digest, or null. Without WebCrypto, as over plain http, only sizes are checked. */
async function fault(bytes: Uint8Array<ArrayBuffer>, file: PackFile): Promise<string | null> {
  if (bytes.length !== file.bytes)
    return `${file.path} has ${bytes.length} bytes; the manifest says ${file.bytes}. Is the upload complete?`;
  if (globalThis.crypto?.subtle === undefined) return null;
  const digest = await sha256Hex(bytes);
  return digest === file.sha256 ? null : `${file.path} does not match its SHA-256: some bytes differ from what was published.`;
}

/** Stores the files. A failure costs a download on the next visit, not the list. */
async function quietly<T>(step: () => Promise<T> | undefined, notes: Note[]): Promise<T | undefined> {
  try {
    return await step();
  } catch (error) {
    notes.push({ code: 'pack-not-kept', message: `The pack could not be kept for the next visit: ${messageOf(error)}` });
    return undefined;
  }
}
