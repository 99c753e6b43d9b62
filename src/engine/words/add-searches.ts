import { sensitiveRows } from '../../profile/set-aside.js';
import { type WeighedSearch, weighSearches } from '../../profile/weigh-searches.js';
import { mixQueries } from '../../query/mix-queries.js';
import type { SearchContribution } from '../../types/explanation.js';
import type { Pack } from '../../types/pack.js';
import type { ListContext } from '../list/list-context.js';
import type { AddSearched, PersonalEvidence } from '../list/personal-evidence.js';
import { scoreRow } from '../rows/score-row.js';
import { itemsOfSearch } from './items-of-search.js';
import type { WordRows } from './match-words.js';

/** What the best match of a search just made adds, as a share of the best score that the history gives: measured by `npm run bench -- searches`. */
const SEARCH_WORTH = 0.5;
/** The same where nothing but searches is known: above all that popularity gives, at most 1. */
const ALONE_WORTH = 1;
/** Number of the latest items of the history of which the best score is sought, beside the item that its tables name first. */
const ITEMS_SCORED = 20;

/** A search and what it finds. */
interface HeardSearch {
  readonly search: WeighedSearch;
  readonly matches: ReadonlyMap<number, number>;
}

/**
 * What a shopper's searches add to their query: for each item that a search finds `worth * weight * match`. All searches together weigh at most what one just
 * made does. Reasons name them.
 *
 * @param context pack and time
 * @param query the search that the page is about, as of now; undefined: none. It speaks for known shoppers only: strangers have the list of the landing page
 * @param found rows of the words of these searches and of `query`
 * @param share what the best match of a search just made adds, as a share of the best score that the history gives
 */
export function searchedAdder(
  { pack, now }: Pick<ListContext, 'pack' | 'now'>,
  query: WeighedSearch | undefined,
  found: WordRows,
  share = SEARCH_WORTH,
): AddSearched {
  const isSensitive = sensitiveRows(pack);
  return (plain, profile) => {
    const own = weighSearches(profile, pack.rowOf, pack.manifest.encoder, now);
    const hear = (search: WeighedSearch): HeardSearch[] => {
      const matches = itemsOfSearch(pack, search.words, found, isSensitive);
      return matches.size > 0 ? [{ search, matches }] : [];
    };
    const heard = own.filter(({ key }) => key !== query?.key).flatMap(hear);
    const isKnown = plain.model !== 'popular' || own.some(({ key }) => key === query?.key) || heard.length > 0;
    if (query && isKnown) heard.unshift(...hear(query));
    return heard.length > 0 ? withHeard(plain, pack, heard, share) : plain;
  };
}

function withHeard(plain: PersonalEvidence, pack: Pack, heard: readonly HeardSearch[], share: number): PersonalEvidence {
  const total = heard.reduce((sum, { search }) => sum + search.weight, 0);
  const worth = worthOfBest(plain, pack, share) / Math.max(1, total);
  const sums = new Map<number, number>();
  for (const { search, matches } of heard)
    for (const [row, match] of matches) sums.set(row, (sums.get(row) ?? 0) + worth * search.weight * match);
  const items = Uint32Array.from(sums.keys()).sort();
  const additions = { items, values: Float32Array.from(items, (row) => sums.get(row) ?? 0) };
  const searched = (row: number): SearchContribution[] =>
    heard.flatMap(({ search: { eventId, text, time, weight }, matches }) => {
      const match = matches.get(row);
      return match === undefined ? [] : [{ kind: 'search', eventId, text, time, contribution: worth * weight * match }];
    });
  return {
    model: 'personal',
    evidence: { ...plain.evidence, searched },
    query: mixQueries(plain.query, 1, { vector: new Float32Array(pack.dimensions), biasWeight: 0, additions }, 1),
    steps: [{ name: 'searches', in: heard.length, out: items.length }],
  };
}

/** What the best match of a search just made adds. */
function worthOfBest({ evidence: { history }, query, model }: PersonalEvidence, pack: Pack, share: number): number {
  if (model === 'popular') return ALONE_WORTH;
  const { items, values } = query.additions;
  const rows = history.slice(0, ITEMS_SCORED).map(({ row }) => row);
  let most = 0;
  for (let at = 1; at < items.length; at++) if (values[at] > values[most]) most = at;
  if (items.length > 0) rows.push(items[most]);
  const best = rows.reduce((sum, row) => Math.max(sum, scoreRow(pack, query, row)), 0) - query.biasWeight * pack.meanPopularity;
  return best > 0 ? share * best : ALONE_WORTH;
}
