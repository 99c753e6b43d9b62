import { isWithin, readCategory } from '../../core/catalog/category-levels.js';
import { createBitset } from '../../core/numbers/bitset.js';
import { queryWords } from '../../core/text/query-words.js';
import { runInSlices, type Steps } from '../../core/time/run-steps.js';
import { prototypeShares } from '../../query/encode-history.js';
import { scoreNeighbours } from '../../query/score-neighbours.js';
import type { Reason, ServedModel, TraceStep } from '../../types/answer.js';
import type { Pack } from '../../types/pack.js';
import type { RecommendRequest } from '../../types/request.js';
import type { Query, SparseVector } from '../../types/scoring/query.js';
import { ownCall } from '../call/own-call.js';
import type { ListContext } from '../list/list-context.js';
import type { RankingSource } from '../list/ranking-source.js';
import { rowsInMask } from '../rows/rows-in-mask.js';
import { matchWords } from '../words/match-words.js';
import { newSource } from './new-source.js';
import { relatedSource } from './related-source.js';

/** Added to the popularity, at most 1, of items that match the page: they rank before all others. */
const MATCH_WORTH = 1;

/**
 * The ranking source for an unknown shopper. Takes the first of these attempts that finds items: the page's product, its search words, its
 * category, the prototypes of all shoppers, the newest items where the pack has no popularity (it was made without a log), and popularity, or the
 * feed's order where there is none.
 * The trace has a step for each attempt: the size of its input, and the number of items found.
 *
 * @param context pack and time
 * @param request product, search words and category of the page
 * @param popular the source that ranks by popularity
 */
export async function coldSource(context: ListContext, request: RecommendRequest, popular: RankingSource): Promise<RankingSource> {
  const { pack, now } = context;
  const steps: TraceStep[] = [];
  const finds = (name: string, given: number, found: number): boolean => {
    if (given > 0) steps.push({ name, in: given, out: found });
    return found > 0;
  };
  const { itemId, query, category } = request;
  if (finds('landing item', itemId ? 1 : 0, itemId && pack.rowOf(itemId) >= 0 ? 1 : 0)) {
    return { ...relatedSource(context, itemId ?? ''), model: 'landing', knownItems: 0, steps };
  }
  const words = queryWords(query);
  const matching = words.length > 0 ? await runInSlices(rowsWithWords(pack, words)) : [];
  if (finds('landing query', words.length, matching.length)) return atop(popular, 'landing', 'landing query', matched(matching), steps);
  const path = category && readCategory(category.toLowerCase());
  const within = path ? rowsWithin(pack, path) : [];
  if (finds('landing category', path ? 1 : 0, within.length)) return atop(popular, 'landing', 'landing category', matched(within), steps);
  const mix = mixOfAll(pack);
  if (finds('prototype mix', pack.prototypes?.shoppers.length ?? 0, mix.items.length))
    return atop(popular, 'prototypes', 'prototype mix', mix, steps);
  const unranked = pack.meanPopularity > 0 ? 0 : pack.items;
  const dated = unranked && (pack.numberColumn('added')?.filter((day) => day <= now).length ?? 0);
  if (finds('newest', unranked, dated)) return { ...(await newSource(context, ownCall({}))), steps };
  return { ...popular, ...(unranked && { model: 'feed' }), steps };
}

/** The source of an attempt: popularity plus additions, which are a reason of their own. */
function atop(
  popular: RankingSource,
  model: ServedModel,
  step: string,
  additions: SparseVector,
  steps: readonly TraceStep[],
): RankingSource {
  const query: Query | null = popular.query && { ...popular.query, additions };
  return {
    ...popular,
    model,
    query,
    steps,
    explain: (row, score): Reason[] => {
      const at = additions.items.indexOf(row);
      const contribution = at < 0 ? 0 : additions.values[at];
      const rest = score - contribution;
      const reasons: Reason[] = [
        { kind: 'step', step, contribution },
        { kind: 'popular', contribution: rest },
      ];
      return reasons.filter((reason) => reason.contribution !== 0);
    },
  };
}

/** The likes of all prototypes, weighted by their number of shoppers. */
function mixOfAll(pack: Pack): SparseVector {
  const shoppers = pack.prototypes?.shoppers ?? new Uint32Array();
  const all = shoppers.reduce((sum, count) => sum + count, 0);
  const mix = Array.from(shoppers, (count, prototype) => ({ prototype, share: count / all, affinity: 1 }));
  return scoreNeighbours([], [], pack.items, prototypeShares(pack, mix, 1));
}

function matched(rows: readonly number[]): SparseVector {
  return { items: Uint32Array.from(rows), values: new Float32Array(rows.length).fill(MATCH_WORTH) };
}

/** Rows whose title, brand, category and colour together contain every word, ascending. */
function* rowsWithWords(pack: Pack, words: readonly string[]): Steps<number[]> {
  const found = yield* matchWords(pack, words);
  const all = createBitset(pack.items).fill(-1);
  for (const word of words)
    found.get(word)?.forEach((bits, at) => {
      all[at] &= bits;
    });
  return [...rowsInMask(all, pack.items)];
}

/** Rows of a category or one below it, ascending. `path` is in lower case. */
function rowsWithin(pack: Pack, path: string): number[] {
  const column = pack.codedColumn('product_type');
  if (column === null) return [];
  const names = pack.categoryNames ?? column.values;
  const inside = column.values.map((value, code) => isWithin(value.toLowerCase(), path) || isWithin(names[code].toLowerCase(), path));
  const rows: number[] = [];
  for (let row = 0; row < pack.items; row++) if (inside[column.codes[row]]) rows.push(row);
  return rows;
}
