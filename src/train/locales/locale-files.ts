import { encodeLocale } from '../../pack/encode/encode-locale.js';
import type { EncodedPack, OptionalContent } from '../../pack/encode/encode-pack.js';
import { parseOptional } from '../../pack/format/parse-optional.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { LocaleSummary } from './locale-report.js';
import type { SettledLocale } from './settle-locale.js';

/**
 * The optional files of a pack's locales.
 *
 * @param locales read
 * @param catalog in row order
 * @param isSplit whether the pack's own texts are in files of their own
 */
export function localeFiles(locales: readonly SettledLocale[], catalog: readonly CatalogItem[], isSplit: boolean): OptionalContent[] {
  return locales.map(({ content }) => encodeLocale(content, catalog, isSplit));
}

/**
 * What a pack has of each locale.
 *
 * @param locales read
 * @param pack as it is written
 */
export function summarizeLocales(locales: readonly SettledLocale[], { manifest }: EncodedPack): LocaleSummary[] {
  const files = parseOptional(manifest);
  return locales.map(({ report }) => ({
    ...report,
    bytes: files.find(({ role, name }) => role === 'locale' && name === report.tag)?.bytes ?? 0,
  }));
}
