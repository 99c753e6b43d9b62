import type { CheckedSeal, PackSeal, SealParts } from '../signature/pack-seal.js';
import { fetchBytes } from './fetch-bytes.js';
import { type PackSource, quietly } from './read-file.js';

/** Timeout of a signature, in milliseconds. */
const SERVER_TIMEOUT_MS = 15_000;

/**
 * Opens what holds a file to its signature, if keys are pinned: a chunk that other pages do not load.
 *
 * @param parts see `SealParts`
 * @param redirectOrigins see `LoadOptions`
 * @returns undefined without keys; rejects where a key is none, or the chunk does not load
 */
export function openSeal(parts: Omit<SealParts, 'read'>, redirectOrigins: readonly string[]): Promise<PackSeal> | undefined {
  if (parts.keys === undefined) return undefined;
  const rules = { cache: 'no-cache', deadline: SERVER_TIMEOUT_MS, redirectOrigins } as const;
  const read: SealParts['read'] = async (url, maximum) => (await fetchBytes(url, { ...rules, maximum })).bytes;
  const seal = import('../signature/pack-seal.js').then(({ createPackSeal }) => createPackSeal({ ...parts, read }));
  // Whoever waits for it has the error.
  seal.catch(() => {});
  return seal;
}

/**
 * Checks the signature of a file, if keys are pinned.
 *
 * @param source of the file
 * @param base see `PackSeal`
 * @throws see `PackSeal`
 */
export async function checkSeal({ seal, text, notes }: PackSource, base: string | null): Promise<CheckedSeal | undefined> {
  return (await seal)?.check(text, base, (step) => quietly(step, notes));
}
