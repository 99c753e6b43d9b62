import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { runInSlices } from '../../core/time/run-steps.js';
import type { FileRole, PackFile } from '../../types/manifest.js';
import type { Note } from '../../types/note.js';
import type { Pack } from '../../types/pack.js';
import type { PackStore } from '../../types/scoring/pack-store.js';
import { decodePackSteps } from '../decode/decode-pack.js';
import { LIMITS } from '../format/format.js';
import { parseManifest } from '../format/parse-manifest.js';
import { sha256Hex } from '../format/sha256.js';
import { checkAddress, fetchBytes } from './fetch-bytes.js';
import { unpackFile } from './unpack-file.js';

/** A pack, and whether the network was needed for it. */
export interface LoadedPack {
  readonly pack: Pack;
  /** No byte came from the network: offline, or nothing had changed. */
  readonly fromCache: boolean;
  /** What did not go to plan. */
  readonly notes: readonly Note[];
}

/** A pack to begin with. */
export interface FirstPack extends LoadedPack {
  /** Where the pack stored earlier serves since the network is slow: the one that takes its place, or null where there is none. Never rejects. */
  readonly later?: Promise<LoadedPack | null>;
}

/** How a pack is loaded. */
export interface LoadOptions {
  /** Origins that redirects may lead to besides the address's own. Default: none. */
  readonly redirectOrigins?: readonly string[];
  /** Milliseconds after which a pack stored earlier serves. Default 800. */
  readonly patience?: number;
}

/** Milliseconds until a server that does not answer is given up. */
const DEADLINES = { manifest: 15_000, file: 60_000 };
/** With the time that reading it takes, lists of the pack stored earlier come within a second. */
const MANIFEST_TIMEOUT_MS = 800;

/** The files of a pack, and how they came. */
interface GatheredPack {
  readonly pack: Pack;
  /** SHA-256 to bytes of those that came from the network. */
  readonly fresh: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

type NewestPack = LoadedPack & { readonly text: string };

/**
 * Loads a pack: the manifest from the network, then only those files that the store has not got. Where anything of the new pack cannot be
 * had (offline, an upload that is not complete, a page of HTML in its place), or takes long, the pack stored earlier serves. This is the
 * only caller of `fetchBytes`, and the addresses depend on the manifest alone.
 *
 * @param url address of `pack.json`, absolute
 * @param store where files are kept between visits, or null
 * @param options see `LoadOptions`
 * @throws OnshelfError `pack-unreachable`, `pack-invalid`, or `bad-argument` where it is no address of a pack
 */
export async function loadPack(url: string, store: PackStore | null, options: LoadOptions = {}): Promise<FirstPack> {
  checkAddress(url);
  const { redirectOrigins = [], patience = MANIFEST_TIMEOUT_MS } = options;
  const notes: Note[] = [];
  const stored = await quietly(() => store?.readManifest(url), notes);
  const newest = loadNewest(url, store, stored, redirectOrigins);
  if (stored === undefined) return newest;
  const first = await settledWithin(newest, patience);
  if (first !== 'late' && 'value' in first) return first.value;
  const why = first === 'late' ? 'the server takes long, and is still being asked for a newer one' : messageOf(first.error);
  notes.push({ code: 'pack-from-store', message: `The pack stored earlier is in use: ${why}` });
  try {
    const { pack, fresh } = await gatherFiles(url, stored, store, notes, first === 'late' ? null : redirectOrigins);
    const loaded = { pack, fromCache: fresh.size === 0, notes };
    if (first !== 'late') return loaded;
    const later = newest.then(
      ({ text, ...newer }) => (text === stored ? null : newer),
      () => null,
    );
    return { ...loaded, later };
  } catch (error) {
    // What is stored is not whole: there is only the network.
    if (first === 'late') return newest;
    throw error;
  }
}

async function loadNewest(
  url: string,
  store: PackStore | null,
  stored: string | undefined,
  redirectOrigins: readonly string[],
): Promise<NewestPack> {
  const notes: Note[] = [];
  const rules = { maximum: LIMITS.manifestBytes, cache: 'no-cache', deadline: DEADLINES.manifest, redirectOrigins } as const;
  const fetched = await fetchBytes(url, rules);
  const text = new TextDecoder().decode(fetched.bytes);
  const { pack, fresh } = await gatherFiles(fetched.url, text, store, notes, redirectOrigins);
  if (store !== null && (fresh.size > 0 || text !== stored)) {
    const named = pack.manifest.files.map((file) => file.sha256);
    await quietly(() => store.write(url, text, named, fresh), notes);
  }
  return { pack, fromCache: fresh.size === 0 && stored !== undefined, notes, text };
}

/** What became of a promise by then; whoever is late goes on. */
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

/** Gathers the files of a manifest from store and network. `redirectOrigins`: null where the network is not to be waited for. */
async function gatherFiles(
  base: string,
  text: string,
  store: PackStore | null,
  notes: Note[],
  redirectOrigins: readonly string[] | null,
): Promise<GatheredPack> {
  const manifest = parseManifest(text);
  const files = {} as Record<FileRole, Uint8Array<ArrayBuffer>>;
  const fresh = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const file of manifest.files) {
    const stored = await quietly(() => store?.readFile(file.sha256), notes);
    if (stored !== undefined && (await fault(stored, file)) === null) {
      files[file.role] = await unpackFile(stored, file);
      continue;
    }
    if (redirectOrigins === null) throw new OnshelfError('pack-unreachable', `${file.path} is not stored.`);
    const rules = { maximum: file.bytes, cache: 'default', deadline: DEADLINES.file, redirectOrigins } as const;
    const { bytes } = await fetchBytes(new URL(file.path, base).href, rules);
    const found = await fault(bytes, file);
    if (found !== null) throw new OnshelfError('pack-invalid', found);
    files[file.role] = await unpackFile(bytes, file);
    fresh.set(file.sha256, bytes);
  }
  return { pack: await runInSlices(decodePackSteps(manifest, files)), fresh };
}

/** What is wrong with a file's size or digest, or null. Over plain http there is no WebCrypto: then sizes alone are checked. */
async function fault(bytes: Uint8Array<ArrayBuffer>, file: PackFile): Promise<string | null> {
  if (bytes.length !== file.bytes)
    return `${file.path} has ${bytes.length} bytes; the manifest says ${file.bytes}. Is the upload complete?`;
  if (globalThis.crypto?.subtle === undefined) return null;
  const digest = await sha256Hex(bytes);
  return digest === file.sha256 ? null : `${file.path} does not match its SHA-256: some bytes differ from what was published.`;
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
