import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DAY_MS } from '../../core/time/day.js';
import { FORMAT_NAME, LIMITS } from '../../pack/format/format.js';

/** How long the files of replaced packs stay in the folder. */
export interface KeepPolicy {
  /** Number of replaced packs that are kept in any case, 0 or more. */
  readonly packs: number;
  /** Packs replaced less than this many days ago are kept too, 0 or more. */
  readonly days: number;
}

/**
 * A page fetches the files of a manifest within seconds, but a host or a proxy that ignores `no-cache` may serve an old manifest for
 * hours: so a day. Three packs, so that a fault that is noticed after a weekend of nightly builds can be rolled back.
 */
export const DEFAULT_KEEP: KeepPolicy = { packs: 3, days: 1 };

/** A manifest in a folder of packs. */
export interface KeptPack {
  /** `pack.json`, or `pack-NUMBER.json` for a replaced pack. */
  readonly name: string;
  readonly number: number;
  /** ISO 8601, as in the manifest; '' where it has none. */
  readonly created: string;
  /** Names of its files. */
  readonly files: readonly string[];
  /** When the file was written, milliseconds since 1970. For a replaced pack: when it was replaced. */
  readonly written: number;
  /** The whole file. */
  readonly text: string;
}

/** Name of the manifest. */
export const MANIFEST = 'pack.json';
/** Names of manifests of replaced packs. */
export const KEPT_MANIFEST = /^pack-(\d{1,16})\.json$/;

/** Name of the file that keeps a replaced pack's manifest. */
export function keptName(number: number): string {
  return `pack-${number}.json`;
}

/**
 * The replaced packs that a folder still has, the highest number first. Files that are not manifests of packs are left out.
 *
 * @param folder of packs; may be missing
 * @throws errors of the file system, except that the folder is missing
 */
export function keptPacks(folder: string): KeptPack[] {
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) return [];
  return readdirSync(folder)
    .filter((name) => KEPT_MANIFEST.test(name))
    .map((name) => readKeptPack(folder, name))
    .filter((kept) => kept !== null)
    .sort((a, b) => b.number - a.number);
}

/**
 * Reads a manifest as far as it decides which files are kept.
 *
 * @param folder of packs
 * @param name of the manifest
 * @returns null where the file is missing, is not an ordinary file, or is not a manifest of a pack
 */
export function readKeptPack(folder: string, name: string): KeptPack | null {
  const path = join(folder, name);
  try {
    const status = lstatSync(path, { throwIfNoEntry: false });
    if (status?.isFile() !== true || status.size > LIMITS.manifestBytes) return null;
    const text = readFileSync(path, 'utf8');
    const files: string[] = [];
    // Wherever the manifest lists files: those that are fetched on first use have a list of their own.
    const { format, number, created } = JSON.parse(text, (key, value: unknown) => {
      if (key === 'path' && typeof value === 'string') files.push(value);
      return value;
    }) as Record<string, unknown>;
    if (format !== FORMAT_NAME || !Number.isSafeInteger(number) || (number as number) < 0) return null;
    return {
      name,
      number: number as number,
      created: typeof created === 'string' ? created : '',
      files,
      written: status.mtimeMs,
      text,
    };
  } catch {
    // No manifest of ours. A rollback to it is refused by name.
    return null;
  }
}

/**
 * Parts the replaced packs into those that stay and those whose time is over.
 *
 * @param packs from `keptPacks`
 * @param policy how long packs stay
 * @param now milliseconds since 1970
 */
export function splitByAge(packs: readonly KeptPack[], policy: KeepPolicy, now: number): { kept: KeptPack[]; expired: KeptPack[] } {
  const isKept = (pack: KeptPack, place: number): boolean => place < policy.packs || now - pack.written < policy.days * DAY_MS;
  return { kept: packs.filter(isKept), expired: packs.filter((pack, place) => !isKept(pack, place)) };
}
