import { codeOf, messageOf } from '../../core/onshelf-error.js';
import { runInSlices } from '../../core/time/run-steps.js';
import type { FileRole, PackManifest } from '../../types/manifest.js';
import type { Note } from '../../types/note.js';
import type { Pack } from '../../types/pack.js';
import type { PackStore } from '../../types/scoring/pack-store.js';
import { decodePackSteps } from '../decode/decode-pack.js';
import { LIMITS } from '../format/format.js';
import { parseManifest } from '../format/parse-manifest.js';
import { checkAddress } from './check-address.js';
import { fetchBytes } from './fetch-bytes.js';
import { checkSeal, openSeal } from './open-seal.js';
import { digestsOf, type PackSource, quietly, readFile } from './read-file.js';

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
  /** If the stored pack is used since the network is slow: the newer one that replaces it, or null without one. Rejects only where a key is pinned. */
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
  /** The store at the time an optional file is opened: consent may come or go after the pack is loaded. Default: `store`. */
  readonly currentStore?: () => PackStore | null;
  /** Public keys of which one must have signed the pack. Default: none, and signatures are not asked for. */
  readonly packKey?: string | readonly string[] | undefined;
  /** Returns milliseconds since 1970. */
  readonly now?: () => number;
}

/** Timeout of the manifest, in milliseconds. */
const SERVER_TIMEOUT_MS = 15_000;
/** With the time to decode it, lists from the stored pack arrive within a second. */
const MANIFEST_TIMEOUT_MS = 800;

type NewestPack = LoadedPack & { readonly text: string };

/**
 * Loads a pack: the manifest from the network, then only the files that are not stored. If a part of the new pack is not available (offline, an
 * incomplete upload, an HTML page instead), or is slow, the stored pack is used. Addresses depend on the manifest only.
 *
 * @param url address of `pack.json`, absolute
 * @param store of files between visits, or null
 * @param options see `LoadOptions`
 * @throws OnshelfError `pack-unreachable`, `pack-invalid`, or `bad-argument` if the address cannot be fetched; with a pinned key also the codes of `PackSeal`
 */
export async function loadPack(url: string, store: PackStore | null, options: LoadOptions = {}): Promise<FirstPack> {
  checkAddress(url);
  const {
    redirectOrigins = [],
    storedAfter = MANIFEST_TIMEOUT_MS,
    currentStore = () => store,
    onManifest,
    packKey,
    now = Date.now,
  } = options;
  const notes: Note[] = [];
  const stored = await quietly(() => store?.readManifest(url), notes);
  /** Where the manifest really is; the stored pack's further files are beside it too. */
  const reached = { base: url };
  const seal = openSeal({ url, kind: 'pack', keys: packKey, now, store: currentStore }, redirectOrigins);
  const places = { url, store: currentStore, redirectOrigins, reached, seal };
  const newest = loadNewest(places, stored, (manifest) => stored ?? onManifest?.(manifest));
  if (stored === undefined) return newest;
  const first = await settledWithin(newest, storedAfter);
  if (first !== 'late' && 'value' in first) return first.value;
  const why = first === 'late' ? 'the server takes long, and is still being asked for a newer one' : messageOf(first.error);
  notes.push({ code: 'pack-from-store', message: `The pack stored earlier is in use: ${why}` });
  if (seal && first !== 'late') notes.push({ code: codeOf(first.error), message: why });
  try {
    const fresh = new Map<string, Uint8Array<ArrayBuffer>>();
    await checkSeal({ ...places, text: stored, notes }, null);
    const pack = await gatherFiles({ ...places, text: stored, notes }, first === 'late' ? null : fresh);
    const loaded = { pack, fromCache: fresh.size === 0, notes };
    if (first !== 'late') return loaded;
    const later = newest.then(
      ({ text, ...newer }) => (text === stored ? null : newer),
      (error: unknown) => {
        if (seal) throw error;
        return null;
      },
    );
    later.catch(() => {});
    return { ...loaded, later };
  } catch (error) {
    // The stored pack is incomplete: only the network is left.
    if (first === 'late') return newest;
    throw seal ? first.error : error;
  }
}

async function loadNewest(
  places: Pick<PackSource, 'url' | 'store' | 'redirectOrigins' | 'seal'> & { readonly reached: { base: string } },
  stored: string | undefined,
  onManifest: (manifest: PackManifest) => void,
): Promise<NewestPack> {
  const { url, redirectOrigins, reached } = places;
  const store = places.store();
  const notes: Note[] = [];
  const rules = { maximum: LIMITS.manifestBytes, cache: 'no-cache', deadline: SERVER_TIMEOUT_MS, redirectOrigins } as const;
  const fetched = await fetchBytes(url, rules);
  const text = new TextDecoder().decode(fetched.bytes);
  const fresh = new Map<string, Uint8Array<ArrayBuffer>>();
  reached.base = fetched.url;
  const signed = await checkSeal({ ...places, text, notes }, fetched.url);
  const pack = await gatherFiles({ ...places, text, notes }, fresh, onManifest);
  if (store !== null && (fresh.size > 0 || text !== stored)) await quietly(() => store.write(url, text, digestsOf(text), fresh), notes);
  await signed?.keep();
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

/**
 * Collects the files of a manifest from store and network.
 *
 * @param fresh see `readFile`
 */
async function gatherFiles(
  source: PackSource,
  fresh: Map<string, Uint8Array<ArrayBuffer>> | null,
  onManifest?: (manifest: PackManifest) => void,
): Promise<Pack> {
  const manifest = parseManifest(source.text);
  onManifest?.(manifest);
  const files = {} as Record<FileRole, Uint8Array<ArrayBuffer>>;
  for (const file of manifest.files) files[file.role] = await readFile(source, file, fresh);
  const pack = await runInSlices(decodePackSteps(manifest, files));
  return { ...pack, openFile: async (role, name) => (await import('./open-file.js')).openPackFile(source, manifest, role, name) };
}
