import { settleSum } from '../../explain/settle-sum.js';
import type { Reason, RecommendedItem } from '../../types/answer.js';
import type { ListCall } from '../../types/list-call.js';
import type { Note } from '../../types/note.js';
import type { ListContext } from '../list/list-context.js';
import { personalSource } from '../list/personal-source.js';
import type { ServedList } from '../list/served-list.js';
import { scoreRow } from '../rows/score-row.js';

const DEFAULT_STRENGTH = 0.5;
/** Maximum number of items of one answer. */
const MAX_ITEMS = 1000;

interface Place {
  readonly id: string;
  readonly row: number;
  readonly place: number;
  /** Score of the given order: 1 - strength for the first item, decreasing linearly. */
  readonly given: number;
  /** Score of the shopper's taste. */
  readonly personal: number;
}

/**
 * Orders ids by `(1 - strength) * (1 - place / length) + strength * score / largest score`. Ids that are not in the pack
 * keep their places, and the others fill the remaining places; an id that is given twice is listed twice. No item is left out,
 * hidden ones included: the search decides what it shows.
 *
 * @param context pack, shopper and time
 * @param call item ids in their order; strength, 0 to 1
 * @param count maximum number of items
 * @param given ids of earlier pages, left out
 */
export function rerankItems(context: ListContext, call: ListCall, count: number, given: ReadonlySet<string>): ServedList {
  const { pack } = context;
  const { itemIds = [] } = call;
  const personal = personalSource(context);
  const { query } = personal;
  const notes: Note[] = [];
  for (const name of [
    'filter',
    'boost',
    'priceFit',
    'unavailable',
    'segment',
    'objective',
    'popularityDiscount',
    'exposureFloor',
  ] as const) {
    if (call[name])
      notes.push({
        code: 'not-applicable',
        message: `${name}: left out; a reranked list keeps all its items, and is ordered by its strength alone.`,
      });
  }
  let strength = Math.min(Math.max(Number(call.strength ?? DEFAULT_STRENGTH), 0), 1) || 0;
  if (personal.model === 'popular' && strength > 0) {
    strength = 0;
  }
  const scores = new Map<number, number>();
  for (const row of itemIds.map(pack.rowOf)) {
    if (row >= 0 && query !== null && !scores.has(row)) scores.set(row, scoreRow(pack, query, row) - personal.baseline);
  }
  const largest = [...scores.values()].reduce((most, score) => Math.max(most, Math.abs(score)), 0) || 1;
  const places = itemIds.map((id, place): Place => {
    const row = pack.rowOf(id);
    const given = (1 - strength) * (1 - place / itemIds.length);
    return { id, row, place, given, personal: (strength * (scores.get(row) ?? 0)) / largest };
  });
  const known = places.filter(({ row }) => row >= 0);
  const ordered = [...known].sort((a, b) => b.given + b.personal - (a.given + a.personal) || a.place - b.place).values();
  const ranked = places.map((one) => (one.row < 0 ? one : (ordered.next().value as Place)));
  const steps = [{ name: strength ? 'rerank' : 'given order', in: itemIds.length, out: ranked.length }];
  const left = ranked.filter(({ id }) => !given.has(id));
  const items = left.slice(0, Math.min(count, MAX_ITEMS)).map((one) => describePlace(context, one));
  if (left.length > MAX_ITEMS && count > MAX_ITEMS)
    notes.push({
      code: 'too-many',
      message: `The list has the first ${MAX_ITEMS} of ${left.length} items; next() returns the following ones.`,
    });
  return { model: 'rerank', backend: 'none', items, steps, excluded: 0, knownItems: personal.knownItems, notes };

  function describePlace(from: ListContext, { id, row, place, given, personal: part }: Place): RecommendedItem {
    const reasons: Reason[] = given === 0 ? [] : [{ kind: 'place', place: place + 1, contribution: given }];
    if (part !== 0) {
      const worth = strength / largest;
      const personalReasons = personal.explain(row, scores.get(row) ?? 0);
      reasons.push(...personalReasons.map((reason) => ({ ...reason, contribution: reason.contribution * worth })));
    }
    return { id, score: given + part, reasons: settleSum(reasons, given + part), item: row < 0 ? { id } : from.pack.itemOf(row) };
  }
}
