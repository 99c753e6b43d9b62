import { isWithin, readCategory } from '../../core/catalog/category-levels.js';
import { runInSlices, type Steps } from '../../core/time/run-steps.js';
import { prototypeShares } from '../../query/encode-history.js';
import { scoreNeighbours } from '../../query/score-neighbours.js';
import type { Reason, ServedModel, TraceStep } from '../../types/answer.js';
import type { Pack } from '../../types/pack.js';
import type { RecommendRequest } from '../../types/request.js';
import type { Query, SparseVector } from '../../types/scoring/query.js';
import { ownCall } from '../call/own-call.js';
import type { ListContext, RankingSource } from '../list/ranking-source.js';
import type { furtherLists } from './further-lists.js';
import { relatedSource } from './related-source.js';

/** What matching the page is worth beside popularity, which is at most 1: items that match come before all others. */
const MATCH_WORTH = 1;
/** Rows between two rests. */
const ROWS_AT_ONCE = 1024;
/** Characters and words of a query that are looked for. */
const LONGEST_QUERY = 500;
const MAX_WORDS = 20;

/**
 * A list for a shopper of whom nothing is known, from the first of these rungs that leads to items: the product that the page is
 * about, the words that were searched, the category that the page is about, what kinds of shoppers like on the whole, popularity; the
 * newest items where nothing is known of any item, as in a pack of factors alone.
 * The trace counts each rung that was tried: what it was given, and the items it led to.
 *
 * @param context pack and clock
 * @param request what the page is about
 * @param popular what popularity gives
 * @param further where the newest items come from; null where the pack knows popularity.
 */
export async function coldSource(
  context: ListContext,
  request: RecommendRequest,
  popular: RankingSource,
  further: Pick<typeof furtherLists, 'chooseSource'> | null,
): Promise<RankingSource> {
  const { pack, now } = context;
  const steps: TraceStep[] = [];
  const tried = (name: string, given: number, found: number): boolean => {
    if (given > 0) steps.push({ name, in: given, out: found });
    return found > 0;
  };
  const { itemId, query, category } = request;
  if (tried('landing item', itemId ? 1 : 0, itemId && pack.rowOf(itemId) >= 0 ? 1 : 0)) {
    return { ...relatedSource(context, itemId ?? ''), model: 'landing', knownItems: 0, steps };
  }
  const words = wordsOf(query);
  const matching = words.length > 0 ? await runInSlices(rowsSaying(pack, words)) : [];
  if (tried('landing query', words.length, matching.length)) return atop(popular, 'landing', 'landing query', matched(matching), steps);
  const path = category && readCategory(category.toLowerCase());
  const within = path ? rowsWithin(pack, path) : [];
  if (tried('landing category', path ? 1 : 0, within.length)) return atop(popular, 'landing', 'landing category', matched(within), steps);
  const mix = mixOfAll(pack);
  if (tried('prototype mix', pack.prototypes?.shoppers.length ?? 0, mix.items.length))
    return atop(popular, 'prototypes', 'prototype mix', mix, steps);
  const unranked = pack.meanPopularity > 0 ? 0 : pack.items;
  const dated = unranked && (pack.numberColumn('added')?.filter((day) => day <= now).length ?? 0);
  if (further !== null && tried('newest', unranked, dated)) {
    return { ...(await further.chooseSource(context, ownCall({ kind: 'newArrivals' }))), steps };
  }
  return { ...popular, steps };
}

/** A rung whose items get something on top of their popularity, told as a reason of its own. */
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

/** What every kind of shopper likes, each kind counting by the shoppers it stands for. */
function mixOfAll(pack: Pack): SparseVector {
  const shoppers = pack.prototypes?.shoppers ?? new Uint32Array();
  const all = shoppers.reduce((sum, count) => sum + count, 0);
  const mix = Array.from(shoppers, (count, prototype) => ({ prototype, share: count / all, affinity: 1 }));
  return scoreNeighbours([], [], pack.items, prototypeShares(pack, mix, 1));
}

function matched(rows: readonly number[]): SparseVector {
  return { items: Uint32Array.from(rows), values: new Float32Array(rows.length).fill(MATCH_WORTH) };
}

/** Rows whose title, brand and category together hold every word, in order. Few values are read once, titles row by row. */
function* rowsSaying(pack: Pack, words: readonly string[]): Steps<number[]> {
  const titles = pack.textColumn('title');
  const columns = (['brand', 'product_type'] as const).flatMap((name) => pack.codedColumn(name) ?? []);
  const said = columns.map(({ codes, values }) => {
    const small = values.map((value) => value.toLowerCase());
    return { codes, holds: words.map((word) => Uint8Array.from(small, (value) => Number(value.includes(word)))) };
  });
  const rows: number[] = [];
  for (let row = 0; row < pack.items; row++) {
    if (row % ROWS_AT_ONCE === 0) yield;
    const left = words.filter((_, place) => !said.some(({ codes, holds }) => holds[place][codes[row]] === 1));
    const title = left.length > 0 ? (titles?.at(row) ?? '').toLowerCase() : '';
    if (left.every((word) => title.includes(word))) rows.push(row);
  }
  return rows;
}

/** Rows of a category in small letters, or below it, in order. */
function rowsWithin(pack: Pack, path: string): number[] {
  const column = pack.codedColumn('product_type');
  if (column === null) return [];
  const inside = column.values.map((value) => isWithin(value.toLowerCase(), path));
  const rows: number[] = [];
  for (let row = 0; row < pack.items; row++) if (inside[column.codes[row]]) rows.push(row);
  return rows;
}

/** The words of a query, the first of them where it is a whole text. */
function wordsOf(text: string | undefined): string[] {
  return typeof text === 'string'
    ? (
        text
          .slice(0, LONGEST_QUERY)
          .toLowerCase()
          .match(/[\p{Letter}\p{Number}]+/gu) ?? []
      ).slice(0, MAX_WORDS)
    : [];
}
