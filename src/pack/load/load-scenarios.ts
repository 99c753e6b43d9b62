import { codeOf, messageOf } from '../../core/onshelf-error.js';
import { Address } from '../../core/page/platform.js';
import { withDeadline } from '../../core/time/deadline.js';
import type { PackFile } from '../../types/manifest.js';
import type { Note, NoteCode } from '../../types/note.js';
import type { ScenariosPointer } from '../../types/scenarios.js';
import type { PackStore } from '../../types/scoring/pack-store.js';
import { LIMITS } from '../format/format.js';
import { pointerOf, type ReadScenarios, readScenarios } from '../format/read-scenarios.js';
import { fetchBytes } from './fetch-bytes.js';
import { checkSeal, openSeal } from './open-seal.js';
import { digestsOf, quietly, readFile } from './read-file.js';

/** Codes of a file that is not what a pinned key has signed. */
const REFUSALS: readonly string[] = ['pack-unsigned', 'pack-signature-invalid', 'pack-rollback', 'pack-expired', 'pack-mixed'];
/** Timeout of the server, in milliseconds. */
const SERVER_TIMEOUT_MS = 15_000;
/** Milliseconds after which the file of an earlier visit is used. */
const STORED_AFTER_MS = 800;

/** The shop's placements, as far as they are known. */
export interface LoadedScenarios {
  /** By name, not checked; null: none apply. */
  readonly placements: ReadScenarios | null;
  /** What did not go as planned. */
  readonly notes: readonly Note[];
}

/** Where the file comes from. */
export interface ScenariosPlace {
  /** Address of `pack.json`, absolute: `scenarios.json` is beside it. */
  readonly packUrl: string;
  /** See `LoadOptions`. */
  readonly redirectOrigins?: readonly string[] | undefined;
  /** See `LoadOptions`. */
  readonly packKey?: string | readonly string[] | undefined;
  /** Returns milliseconds since 1970. Default: the device's clock. */
  readonly now?: () => number;
  /** The store of files between visits, or null. */
  readonly store: () => PackStore | null;
}

/**
 * Loads `scenarios.json` from the network, asking the server whether it has changed; then, where that only names a file, the file, which is known by
 * its digest. Where the network is slow or gone, or what it has cannot be read, the file of an earlier visit is used. The addresses depend on that of
 * the pack and on these bytes alone. Never rejects.
 *
 * @param place see `ScenariosPlace`
 */
export async function loadScenarios({
  packUrl,
  redirectOrigins = [],
  packKey,
  now = Date.now,
  store,
}: ScenariosPlace): Promise<LoadedScenarios> {
  const notes: Note[] = [];
  const url = new Address('scenarios.json', packUrl).href;
  const stored = await quietly(() => store()?.readManifest(url), notes);
  const seal = openSeal({ url, kind: 'scenarios', keys: packKey, now, store }, redirectOrigins);
  const source = { url, store, redirectOrigins, notes, seal };
  /** The placements in a text of `scenarios.json`, and the file that it names, where that came from the network. */
  const open = async (text: string, base: string, fresh: Map<string, Uint8Array<ArrayBuffer>> | null): Promise<ReadScenarios> => {
    const file = pointerOf(text);
    if (file === null) return readScenarios(text);
    const bytes = await readFile({ ...source, reached: { base }, text }, fileOf(file), fresh);
    return readScenarios(new TextDecoder().decode(bytes));
  };
  const openStored = async (text: string): Promise<ReadScenarios> => {
    await checkSeal({ ...source, reached: { base: url }, text }, null);
    return open(text, url, null);
  };
  const newest = async (): Promise<LoadedScenarios> => {
    const rules = { maximum: LIMITS.scenariosBytes, cache: 'no-cache', deadline: SERVER_TIMEOUT_MS, redirectOrigins } as const;
    const { bytes, url: base } = await fetchBytes(url, rules);
    const text = new TextDecoder().decode(bytes);
    const fresh = new Map<string, Uint8Array<ArrayBuffer>>();
    const signed = await checkSeal({ ...source, reached: { base }, text }, base);
    const placements = await open(text, base, fresh);
    // Stored only now that it is known to be sound: it is the one that is used when a later one is not.
    if (fresh.size > 0 || text !== stored) await quietly(() => store()?.write(url, text, digestsOf(text), fresh), notes);
    await signed?.keep();
    return { placements, notes };
  };
  try {
    const loading = newest();
    loading.catch(() => {});
    return await (stored === undefined ? loading : withDeadline(loading, STORED_AFTER_MS, () => new Error('the server takes long')));
  } catch (error) {
    const placements = stored === undefined ? null : await openStored(stored).catch(() => null);
    const refused = codeOf(error);
    const code: NoteCode = placements
      ? 'scenarios-from-store'
      : REFUSALS.includes(refused)
        ? refused
        : error instanceof SyntaxError
          ? 'scenarios-invalid'
          : 'scenarios-unreachable';
    const what = placements ? 'The scenarios.json stored earlier is in use' : 'No placement applies';
    return { placements, notes: [...notes, { code, message: `${what}: ${messageOf(error)}` }] };
  }
}

function fileOf(file: ScenariosPointer['file']): PackFile<string> {
  return { role: 'scenarios', ...file };
}
