import { isMoneyName } from '../../core/catalog/money-name.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import { feedNote } from '../feed/columns/feed-notes.js';
import type { FeedRequest } from '../feed/feed-request.js';
import { readFeed } from '../feed/read-feed.js';
import type { StepLog } from '../progress/step-log.js';
import type { LocaleRequest } from './locale-report.js';
import { type SettledLocale, settleLocale } from './settle-locale.js';

/** Ids of the catalogue by which the column of ids of a locale's feed is chosen. */
const IDS_COMPARED = 5000;

/** The catalogue that locales are of. */
interface LocaleCatalog {
  /** In row order. */
  readonly catalog: readonly CatalogItem[];
  /** Names of its further columns. */
  readonly attributes: readonly string[];
}

/**
 * Reads the feeds of locales.
 *
 * @param locales of the request
 * @param feedOptions of the catalogue: what `--map` says of it holds for the others too, where they have the column
 * @param of the catalogue
 * @param steps reports the progress
 * @throws OnshelfError `bad-input` where a feed cannot be read, or has no item of the catalogue
 */
export async function readLocales(
  { others }: LocaleRequest,
  feedOptions: Omit<FeedRequest, 'paths'>,
  { catalog, attributes }: LocaleCatalog,
  steps: StepLog,
): Promise<readonly SettledLocale[]> {
  const { mapped: usual = {}, mappedWhereThere = {} } = feedOptions;
  const { id, ...elsewhere } = usual;
  const settled: SettledLocale[] = [];
  for (const { tag, paths, mapped } of others) {
    const request: FeedRequest = {
      ...feedOptions,
      paths,
      locale: tag,
      attributes: [],
      mapped: { ...(id === undefined ? {} : { id }), ...mapped },
      mappedWhereThere: { ...mappedWhereThere, ...elsewhere },
      logIds: catalog.slice(0, IDS_COMPARED).map((item) => item.id),
    };
    const feed = await steps.run(`reading the feed of ${tag}`, (step) => readFeed(request, step), 0, 'rows');
    const locale = settleLocale(tag, feed, catalog);
    settled.push(tellAmounts(locale, catalog, attributes));
  }
  return settled;
}

/** Says that sale prices among the attributes are the catalogue's, beside other prices of the locale. */
function tellAmounts(locale: SettledLocale, catalog: readonly CatalogItem[], attributes: readonly string[]): SettledLocale {
  const { tag, currency, notes } = locale.report;
  const amounts = attributes.filter(isMoneyName);
  if (currency === null || amounts.length === 0) return locale;
  const isForeign = catalog.some((item) => item.price !== undefined && (item.currency ?? '') !== currency);
  const { items } = locale.content;
  if (!isForeign && catalog.every(({ price }, at) => price === undefined || price === items[at].price)) return locale;
  const others = isForeign ? `in ${currency || 'another currency'}` : 'other amounts';
  const message = `Further columns that may be amounts of money are as in the catalogue, also for pages in ${tag}, whose prices are ${others}: ${amounts.join(', ')}. Rules that compare them with the price compare the prices of two places there.`;
  return { ...locale, report: { ...locale.report, notes: [...notes, feedNote('locale-attributes', message)] } };
}
