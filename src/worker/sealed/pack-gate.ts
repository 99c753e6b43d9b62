import { OnshelfError } from '../../core/onshelf-error.js';
import { Address } from '../../core/page/platform.js';
import { LIMITS } from '../../pack/format/format.js';
import { sha256Hex } from '../../pack/format/sha256.js';
import { type FetchRules, fetchBytes } from '../../pack/load/fetch-bytes.js';
import { FETCHED } from '../../pack/load/fetch-notes.js';
import { SIGNATURE_LIMITS, signatureName } from '../../pack/signature/signature-file.js';
import type { FetchNote } from '../../types/privacy/engine-requests.js';
import type { FetchedBytes } from '../../types/results/fetched-bytes.js';

/** What the page's options say of the pack. */
export interface GateOptions {
  /** Absolute address of `pack.json`. */
  readonly packUrl: string;
  /** See `FetchRules`. */
  readonly redirectOrigins: readonly string[];
  /** Whether a key is pinned, so that signatures are asked for. */
  readonly isSigned: boolean;
  /** Default: `fetchBytes`. */
  readonly fetchFile?: (url: string, rules: FetchRules) => Promise<FetchedBytes>;
}

/**
 * Fetches a file by its absolute address. Rejects with an OnshelfError: see `fetchBytes`; `pack-unreachable` for one that is not named.
 *
 * @param noted receives the note of the request, once it is made
 */
export type PackGate = (url: string, noted?: (note: FetchNote | null) => void) => Promise<FetchedBytes>;

/** Timeouts of the server, in milliseconds: for small files that are asked for anew each time, and for files known by their content. */
const SERVER_TIMEOUT_MS = 15_000;
const FILE_TIMEOUT_MS = 60_000;
/** How often a page asks for a file: once, once more to keep it when consent is granted, and again where it did not arrive. */
const MAX_TRIES = 10;
/** Names of files beside the manifest: no folder, no query. */
const NAME = /^[\w-][\w.-]*$/;

/** A file that may be fetched. */
interface GateFile extends Omit<FetchRules, 'redirectOrigins'> {
  tries: number;
}

/**
 * The one way by which a sealed engine gets files: the page fetches `pack.json` and `scenarios.json` by its own options, their signatures by what they
 * contain, and the files that they name; nothing else, and each a few times at most. Limits and caching are the page's choice too. So an engine that somebody else's code got into can tell a server no more than which
 * of these files it asked for, and when.
 *
 * @param options see `GateOptions`
 */
export function createPackGate({ packUrl, redirectOrigins, isSigned, fetchFile = fetchBytes }: GateOptions): PackGate {
  const files = new Map<string, GateFile>();
  /** Files that name others, while they are on their way. */
  const naming = new Set<Promise<unknown>>();
  const allow = (url: string, maximum: number, isFixed: boolean): void => {
    const rules = isFixed
      ? ({ cache: 'default', deadline: FILE_TIMEOUT_MS } as const)
      : ({ cache: 'no-cache', deadline: SERVER_TIMEOUT_MS } as const);
    if (!files.has(url)) files.set(url, { ...rules, maximum, tries: 0 });
  };
  const scenariosUrl = new Address('scenarios.json', packUrl).href;
  allow(packUrl, LIMITS.manifestBytes, false);
  allow(scenariosUrl, LIMITS.scenariosBytes, false);

  /** Allows what a manifest, or `scenarios.json`, names. */
  const learn = async ({ bytes, url: reached }: FetchedBytes): Promise<void> => {
    const text = new TextDecoder().decode(bytes);
    // A pack kept from an earlier visit has its files beside the address that the page gave.
    const bases = [reached, packUrl];
    if (isSigned) {
      const name = signatureName(await sha256Hex(new TextEncoder().encode(text)));
      for (const base of bases) allow(new Address(name, base).href, SIGNATURE_LIMITS.bytes, false);
    }
    for (const { path, bytes: maximum } of filesIn(text)) for (const base of bases) allow(new Address(path, base).href, maximum, true);
  };

  return async (url, noted) => {
    if (!files.has(url)) await Promise.allSettled(naming);
    const file = files.get(url);
    if (file === undefined || ++file.tries > MAX_TRIES)
      throw new OnshelfError(
        'pack-unreachable',
        `${url} is not fetched for a sealed engine: ${file ? 'it was asked for too often' : 'the manifest that the page fetched does not name it'}.`,
      );
    const { maximum, cache, deadline } = file;
    const fetching = fetchFile(url, { maximum, cache, deadline, redirectOrigins });
    noted?.(FETCHED.at(-1) ?? null);
    const arriving = fetching.then(async (fetched) => {
      if (url === packUrl || url === scenariosUrl) await learn(fetched);
      return fetched;
    });
    naming.add(arriving);
    try {
      return await arriving;
    } finally {
      naming.delete(arriving);
    }
  };
}

/** The files that a text of JSON names, wherever in it; none if it is no JSON. The engine checks all of it. */
function filesIn(text: string): { readonly path: string; readonly bytes: number }[] {
  const found: { path: string; bytes: number }[] = [];
  try {
    JSON.parse(text, (_name, value: { readonly path?: unknown; readonly bytes?: unknown } | null) => {
      const { path, bytes } = Object(value) as { readonly path?: unknown; readonly bytes?: unknown };
      if (typeof path === 'string' && NAME.test(path) && Number.isSafeInteger(bytes)) found.push({ path, bytes: Number(bytes) });
      // Nothing is built of it.
      return value;
    });
  } catch {
    // The engine says what it is instead.
  }
  return found;
}
