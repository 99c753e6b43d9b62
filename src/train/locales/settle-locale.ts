import { OnshelfError } from '../../core/onshelf-error.js';
import type { LocaleContent, LocaleItem } from '../../pack/encode/encode-locale.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import { counted, feedNote } from '../feed/columns/feed-notes.js';
import type { Feed } from '../feed/feed.js';
import type { InputNote } from '../input/input-facts.js';
import { summarizeFeed } from '../packing/pack-report.js';
import { type LocaleRow, localePrices } from './locale-prices.js';
import type { LocaleReport } from './locale-report.js';

/** Ids named in a note. */
const SHOWN = 3;

/** Notes that hold for a catalogue alone: a locale has one currency, and the catalogue's stock where it has none. */
const OF_CATALOGUES: ReadonlySet<string> = new Set(['several-currencies', 'no-availability']);

/** A locale, read. */
export interface SettledLocale {
  readonly content: LocaleContent;
  readonly report: LocaleReport;
}

/**
 * Joins the feed of a locale with the catalogue, by the ids of the items.
 *
 * @param tag of the locale
 * @param feed of the locale
 * @param catalog in row order
 * @throws OnshelfError `bad-input` where the two have no id in common
 */
export function settleLocale(tag: string, feed: Feed, catalog: readonly CatalogItem[]): SettledLocale {
  const byId = new Map(feed.catalog.map((item, at): [string, LocaleRow] => [item.id, { item, line: feed.lines[at] }]));
  const rows = catalog.map(({ id }) => byId.get(id));
  const matched = rows.filter((row) => row !== undefined).length;
  if (matched === 0)
    throw new OnshelfError(
      'bad-input',
      `The feed of the locale ${tag} (${feed.facts.files.map(({ path }) => path).join(', ')}) has no item of the catalogue: its ids are such as "${feed.catalog[0].id}", those of the catalogue such as "${catalog[0].id}". Both need the same ids; --map ${tag}.id=COLUMN names the column.`,
    );
  const prices = localePrices(catalog, rows);
  const categories = categoryNames(catalog, rows);
  const items = rows.map((row, at): LocaleItem => {
    const { title, link, image_link, availability } = row?.item ?? ({} as Partial<CatalogItem>);
    const given = { title, link, image_link, availability, price: prices.amounts[at] };
    return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  });
  const differing = (name: 'title' | 'link' | 'image_link' | 'availability'): number =>
    items.filter((item, at) => item[name] !== undefined && item[name] !== catalog[at][name]).length;
  const counts = {
    matched,
    missing: catalog.length - matched,
    unknown: feed.catalog.length - matched,
    titles: differing('title'),
    links: differing('link'),
    priced: prices.amounts.filter((price) => price !== undefined).length,
    currency: prices.currency,
    categories: categories.size,
  };
  const isSame =
    counts.titles + counts.links + counts.categories + differing('image_link') + differing('availability') === 0 &&
    (prices.currency === null ||
      catalog.every(({ price, currency = '' }, at) => price === prices.amounts[at] && currency === prices.currency));
  const missing = catalog.filter((_, at) => rows[at] === undefined).map(({ id }) => id);
  const ids = new Set(catalog.map(({ id }) => id));
  const unknown = feed.catalog.filter(({ id }) => !ids.has(id)).map(({ id }) => id);
  const notes: InputNote[] = [
    ...feed.facts.notes.filter(({ code }) => !OF_CATALOGUES.has(code)),
    ...(missing.length > 0
      ? [
          feedNote(
            'locale-rows-missing',
            `${counted(missing.length, 'item')} of the catalogue without a row, shown as in the catalogue: ${some(missing)}.`,
          ),
        ]
      : []),
    ...(unknown.length > 0
      ? [
          feedNote(
            'locale-rows-unknown',
            `${counted(unknown.length, 'item')} that the catalogue does not have, left out: ${some(unknown)}.`,
          ),
        ]
      : []),
    ...prices.notes,
    ...(isSame
      ? [
          feedNote(
            'locale-unchanged',
            'No title, address, price, stock or category differs from the catalogue. Is it the right file? Columns of one file are told apart by their ends, such as title_de, or named.',
            `--map ${tag}.title=COLUMN`,
          ),
        ]
      : []),
  ];
  const report = { tag, feed: summarizeFeed(feed), ...counts, notes };
  return { content: { tag, items, currency: prices.currency, categories }, report };
}

/** What the locale calls each category: as most of its items do, the first of equals. Without those that it calls as the catalogue does. */
function categoryNames(catalog: readonly CatalogItem[], rows: readonly (LocaleRow | undefined)[]): Map<string, string> {
  const votes = new Map<string, Map<string, number>>();
  for (const [at, { product_type: own }] of catalog.entries()) {
    const named = rows[at]?.item.product_type;
    if (own === undefined || named === undefined) continue;
    const counts = votes.get(own) ?? new Map<string, number>();
    votes.set(own, counts.set(named, (counts.get(named) ?? 0) + 1));
  }
  const names = new Map<string, string>();
  for (const [own, counts] of votes) {
    const [[name]] = [...counts].sort(([, one], [, other]) => other - one);
    if (name !== own) names.set(own, name);
  }
  return names;
}

function some(ids: readonly string[]): string {
  return `${ids.slice(0, SHOWN).join(', ')}${ids.length > SHOWN ? ', ...' : ''}`;
}
