import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { Address } from '../../core/page/platform.js';
import type { PackStore } from '../../types/scoring/pack-store.js';
import { checkSignature, keysOf } from './check-signature.js';
import { parseSignature, SIGNATURE_LIMITS, type SignedKind, signatureName } from './signature-file.js';
import { digestAnywhere } from './verify-ed25519.js';

/** What the seal of a file needs. */
export interface SealParts {
  /** Address of the signed file, as the page gave it. */
  readonly url: string;
  readonly kind: SignedKind;
  /** Pinned keys: see `keysOf`. */
  readonly keys: unknown;
  /** Returns milliseconds since 1970. */
  readonly now: () => number;
  /** The store between visits, or null. */
  readonly store: () => PackStore | null;
  /** Fetches at most so many bytes; rejects with an OnshelfError. */
  read(url: string, maximum: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** Reads or writes the store, and reports a failure: undefined after one. A store that fails must not cost the pack. */
type Quietly = <Value>(step: () => Promise<Value> | undefined) => Promise<Value | undefined>;

/** The signature of a file, found and checked. */
export interface CheckedSeal {
  /** Keeps the signature with the file, and its number as the highest used; to be called once the file is in use. */
  keep(): Promise<void>;
}

/** Holds a file that pages fetch, and that devices keep, to its signature. */
export interface PackSeal {
  /**
   * Checks the signature of a file.
   *
   * @param text the whole file, as it is used
   * @param base its address after redirects: the signature is beside it; null: the file is the stored one, and the network is not used
   * @param quietly see `Quietly`
   * @throws OnshelfError `pack-unsigned`, `pack-signature-invalid`, `pack-rollback`, `pack-expired`; `offline` or `policy-refused` where the signature cannot be fetched
   */
  check(text: string, base: string | null, quietly: Quietly): Promise<CheckedSeal>;
  /** The SHA-256 of some bytes in hex, also where there is no WebCrypto. */
  digest(bytes: Uint8Array<ArrayBuffer>): Promise<string>;
}

/** The highest number used by address, for as long as this script runs: before consent nothing is stored. */
const used = new Map<string, number>();

/**
 * Makes the seal of a file.
 *
 * @param parts see `SealParts`
 * @throws OnshelfError `bad-argument` where a key is none
 */
export function createPackSeal({ url, kind, keys: given, now, store, read }: SealParts): PackSeal {
  const keys = keysOf(given);
  const name = kind === 'pack' ? 'pack.json' : 'scenarios.json';
  /** Under which address the store keeps the signature. */
  const kept = `${url}#signature`;

  const signatureOf = async (sha256: string, base: string | null, stored: string | undefined): Promise<string> => {
    if (base === null) {
      if (stored !== undefined) return stored;
      throw new OnshelfError('pack-unsigned', `The stored ${name} has no signature.`);
    }
    const address = new Address(signatureName(sha256), base).href;
    try {
      return new TextDecoder().decode(await read(address, SIGNATURE_LIMITS.bytes));
    } catch (error) {
      if (stored?.includes(sha256)) return stored;
      if (!(error instanceof OnshelfError) || error.code !== 'pack-unreachable') throw error;
      throw new OnshelfError('pack-unsigned', `A key is pinned, and ${name} has no signature: ${messageOf(error)}`, error);
    }
  };

  return {
    check: async (text, base, quietly) => {
      const sha256 = await digestAnywhere(new TextEncoder().encode(text));
      const stored = await quietly(() => store()?.readManifest(kept));
      const signature = await signatureOf(sha256, base, stored);
      const file = parseSignature(signature, signatureName(sha256));
      const { number } = file.statement;
      const noted = (await quietly(() => store()?.highestNumber(url))) ?? 0;
      await checkSignature(file, { name, kind, sha256, keys, now: now(), highest: Math.max(used.get(url) ?? 0, noted) });
      return {
        keep: async () => {
          used.set(url, Math.max(used.get(url) ?? 0, number));
          if (signature !== stored) await quietly(() => store()?.write(kept, signature, [], new Map()));
          if (number !== noted) await quietly(() => store()?.raiseNumber(url, number));
        },
      };
    },
    digest: digestAnywhere,
  };
}
