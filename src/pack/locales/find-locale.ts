import type { PackManifest } from '../../types/manifest.js';
import { parseOptional } from '../format/parse-optional.js';

/** The locale of a pack for a page. */
export interface FoundLocale {
  /** Tag of its file; null: the catalogue's own texts and prices. */
  readonly tag: string | null;
  /** Whether the pack has what the page asks for. */
  readonly found: boolean;
  /** All tags of the pack, the catalogue's own first. */
  readonly tags: readonly string[];
}

/**
 * The locale of a pack for a page, by the page's language alone.
 *
 * @param manifest of the pack
 * @param language a BCP 47 tag; '' if the page names none
 * @throws OnshelfError `pack-invalid` where an optional file has a fault
 */
export function findLocale(manifest: PackManifest, language: string): FoundLocale {
  const own = manifest.locale;
  const others = parseOptional(manifest).flatMap(({ role, name }) => (role === 'locale' && name !== undefined ? name : []));
  const tags = own === undefined ? others : [own, ...others];
  const tag = lookUp(language, tags);
  return { tag: tag === undefined || tag === own ? null : tag, found: tag !== undefined || others.length === 0, tags };
}

/**
 * The tag that serves a language: the same, or the longest of those that it begins with, `de` for `de-CH`.
 *
 * @param language a BCP 47 tag, in any case
 * @param tags to choose from
 * @returns undefined where there is none
 * @see RFC 4647, section 3.4 (lookup)
 */
export function lookUp(language: string, tags: readonly string[]): string | undefined {
  const parts = language.trim().toLowerCase().replaceAll('_', '-').split('-');
  while (parts.length > 0) {
    const range = parts.join('-');
    const tag = tags.find((known) => known.toLowerCase() === range);
    if (tag !== undefined) return tag;
    parts.pop();
    // A single character only begins what was removed, as in `zh-x-shop`.
    if (parts.at(-1)?.length === 1) parts.pop();
  }
  return undefined;
}
