import type { LocaleRequest } from '../../train/locales/locale-report.js';
import type { CommandCall, OptionRow } from './command.js';
import { mapOption } from './map-option.js';
import { textsOption } from './option-values.js';
import { UsageError } from './usage-error.js';

/** `--locale`. */
export const LOCALE_OPTION: Readonly<Record<string, OptionRow>> = {
  locale: {
    type: 'string',
    value: 'TAG[=FEED]',
    help: 'titles, links, prices and stock for pages in a language: de-CH=FEED, with the same ids; TAG alone names that of the catalog',
    repeats: 'once-each',
  },
};

/**
 * The locales of a build: `--locale en-GB --locale de-CH=feed-de.csv`.
 *
 * @throws UsageError where a tag is none of BCP 47, or the catalogue has two
 */
export function localeOption(call: CommandCall): { locales?: LocaleRequest } {
  const { locales: mapped } = mapOption(call);
  let own: string | undefined;
  const others = new Map<string, string[]>();
  for (const { tag, path } of localePairs(call)) {
    if (path !== undefined) others.set(tag, [...(others.get(tag) ?? []), path]);
    else if (own !== undefined && own !== tag)
      throw new UsageError(`--locale names two locales of the catalog, ${own} and ${tag}; others need a feed: --locale ${tag}=FEED`);
    else own = tag;
  }
  if (own !== undefined && others.has(own))
    throw new UsageError(`--locale ${own} is that of the catalog, and has a feed of its own too. Leave one of them out.`);
  if (own === undefined && others.size === 0) return {};
  const read = [...others].map(([tag, paths]) => ({ tag, paths, mapped: mapped.get(tag) ?? {} }));
  return { locales: { ...(own === undefined ? {} : { own }), others: read } };
}

/**
 * The values of `--locale`, with their tags in canonical form.
 *
 * @throws UsageError where a tag is none of BCP 47
 */
function localePairs(call: CommandCall): { readonly tag: string; readonly path: string | undefined }[] {
  return textsOption(call, 'locale').map((text) => {
    const [, written, path] = /^([^=]*)(?:=(.+))?$/s.exec(text) ?? [];
    return { tag: canonicalTag(written ?? text), path };
  });
}

function canonicalTag(written: string): string {
  try {
    const [tag] = Intl.getCanonicalLocales(written.trim().replaceAll('_', '-'));
    if (tag !== undefined) return tag;
  } catch {
    // Reported below.
  }
  throw new UsageError(`--locale: "${written}" is no language tag of BCP 47, such as de or de-CH. The form is TAG=FEED.`);
}
