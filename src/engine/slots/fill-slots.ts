import { categoryLabel } from '../../core/catalog/category-label.js';
import { createListId } from '../../core/events/list-id.js';
import { hasBit } from '../../core/numbers/bitset.js';
import { standingIn } from '../../core/numbers/standing-in.js';
import { TopList } from '../../core/numbers/top-list.js';
import { runInSlices, type Steps } from '../../core/time/run-steps.js';
import { settleSum } from '../../explain/settle-sum.js';
import { excludeItems } from '../../rerank/exclude-items.js';
import { scoreItem } from '../../score/settle/score-item.js';
import type { Reason } from '../../types/answer.js';
import type { Note } from '../../types/note.js';
import type { FilledPlace, NextBest, NextBestRequest, Slot } from '../../types/slots/next-best.js';
import { ownRequest } from '../call/own-call.js';
import type { ListContext } from '../list/list-context.js';
import { personalSource } from '../list/personal-source.js';
import type { RankingSource } from '../list/ranking-source.js';
import { otherVariants } from '../rows/other-variants.js';
import { maskOfRows } from '../rows/rows-in-mask.js';
import { rowsNotListed } from '../rows/rows-not-listed.js';
import { BEST_ITEMS } from './best-of-group.js';
import { findContenders, type GroupContender } from './find-contenders.js';
import { type ReadSlots, readSlots } from './read-slots.js';

/** Rows scored between two yields. */
const ROWS_AT_ONCE = 4096;
/** Number of best items that places choose from. */
const MAX_REACH = 4000;

/** What may fill a place, before its reasons. */
type Choice = Pick<FilledPlace, 'kind' | 'id' | 'score' | 'standing'> & { readonly row?: number; readonly contender?: GroupContender };

/**
 * Fills the places of a page with items, categories, brands and banners, by the shopper's scores: slot by slot, each place with what stands highest of
 * the kinds that it may show. Nothing is shown twice: no item or variant of it, no category, brand or banner, no banner about a category or brand
 * that is there. A function of pack, profile and clock, but for the id.
 *
 * @param context pack, shopper and time
 * @param asked the slots; anything
 * @throws OnshelfError `bad-argument` where the filter cannot be parsed: places without it would show what they must not
 */
export async function fillSlots(context: ListContext, asked: NextBestRequest): Promise<NextBest> {
  const { pack, now } = context;
  const request = ownRequest(asked);
  const notes: Note[] = [];
  const { slots, banners, rules } = readSlots(request, notes);
  const source = personalSource(context);
  const scores = await runInSlices(scoreRows(context, source, await maskOf(context, rules, notes)));
  const contenders = await findContenders({ ...context, page: rules.context }, scores, banners, notes);
  const itemStanding = standingIn(scores.filter((score) => !Number.isNaN(score)));
  const groupStanding = standingIn(Float64Array.from(contenders, ({ score }) => score));
  const best = new TopList(Math.min(Math.max(1, pack.items), MAX_REACH));
  for (const [row, score] of scores.entries()) if (score >= best.threshold) best.offer(row, score);
  const { items } = best.take();
  const taken = new Set<string>();
  const gone = new Set<number>();
  const filled = slots.map((slot) => ({ id: slot.id, places: fillSlot(slot) }));
  const texts = filled.flatMap(({ places }) => places).flatMap(({ id, item }) => (item ? [{ id, item, score: 0, reasons: [] }] : []));
  const late = await pack.lateTexts?.fill({ items: texts, trace: { notes: [] } });
  const records = new Map(late?.items.map(({ id, item }) => [id, item]));
  const model = source.model === 'popular' && !pack.meanPopularity ? 'feed' : source.model;
  return {
    recommendationId: createListId(now, model),
    model: model as NextBest['model'],
    slots: filled.map(({ id, places }) => ({
      id,
      places: places.map((place) => ({ ...place, ...(place.item && { item: records.get(place.id) ?? place.item }) })),
    })),
    notes: [...notes, ...(late?.trace.notes ?? [])],
  };

  function fillSlot({ id, kinds, count = 1 }: Slot): FilledPlace[] {
    const places: FilledPlace[] = [];
    while (places.length < count) {
      const choice = kinds.flatMap((kind) => nextOf(kind) ?? []).reduce<Choice | null>(higher, null);
      if (choice === null) break;
      take(choice);
      places.push(placeOf(context, source, choice));
    }
    if (places.length < count && kinds.length > 0)
      notes.push({
        code: 'slot-unfilled',
        message: `nextBest: the slot "${id}" has ${places.length} of ${count} places; no other ${kinds.join(', ')} is left.`,
      });
    return places;
  }

  /** The best of a kind that is not shown yet. */
  function nextOf(kind: FilledPlace['kind']): Choice | null {
    if (kind === 'item') {
      const row = items.find((one) => !gone.has(one));
      return row === undefined ? null : { kind, id: pack.idOf(row), row, score: scores[row], standing: itemStanding(scores[row]) };
    }
    const open = contenders.filter((one) => one.kind === kind && !one.subjects.some((subject) => taken.has(subject)));
    const contender = open.reduce<GroupContender | null>((most, one) => (most !== null && most.score >= one.score ? most : one), null);
    return contender && { kind, id: contender.id, contender, score: contender.score, standing: groupStanding(contender.score) };
  }

  function take({ row, contender }: Choice): void {
    for (const subject of contender?.subjects ?? []) taken.add(subject);
    if (row === undefined) return;
    for (const one of [row, ...(pack.grouped ? otherVariants(pack, maskOfRows([row], pack.items)) : [])]) gone.add(one);
  }
}

/** Of two choices the one that stands higher; of equal ones the first. */
function higher(first: Choice | null, second: Choice): Choice {
  return first !== null && first.standing >= second.standing ? first : second;
}

/** Bitset of the rows that no place may show, nor count. */
async function maskOf(context: ListContext, rules: ReadSlots['rules'], notes: Note[]): Promise<Uint32Array> {
  const { pack, profile, now } = context;
  const { filter, exclude, context: page } = rules;
  const left = excludeItems(pack, profile, exclude ?? 'bought');
  const unlisted = maskOfRows(rowsNotListed(pack, rules, now), pack.items);
  if (filter !== undefined) await pack.lateTexts?.before({ filter });
  const isOut =
    filter === undefined
      ? null
      : (await (await import('../rules/plan-rules.js')).planRules(context, { filter, ...(page && { context: page }) }, [], notes)).isOut;
  for (let row = 0; row < pack.items; row++) if (hasBit(unlisted, row) || isOut?.(row)) left[row >> 5] |= 1 << (row & 31);
  return left;
}

/** Every item's score, equal to that in a list to the bit; NaN for items left out. */
function* scoreRows({ pack }: ListContext, { query, baseline }: RankingSource, mask: Uint32Array): Steps<Float64Array> {
  const scores = new Float64Array(pack.items).fill(Number.NaN);
  if (query === null) return scores;
  const rows = { items: pack.items, dimensions: pack.dimensions, rows: pack.rows, scales: pack.scales, bias: pack.popularity };
  const { items, values } = query.additions;
  for (let row = 0, at = 0; row < pack.items; row++) {
    while (items[at] < row) at++;
    const added = items[at] === row ? values[at] : 0;
    if (!hasBit(mask, row)) scores[row] = scoreItem(rows, query, row) + added - baseline;
    if (row % ROWS_AT_ONCE === 0) yield;
  }
  return scores;
}

function placeOf({ pack }: ListContext, source: RankingSource, { row, contender, ...choice }: Choice): FilledPlace {
  const { score } = choice;
  if (contender === undefined) {
    const own = row ?? 0;
    return { ...choice, reasons: settleSum<Reason>(source.explain(own, score), score), item: pack.itemOf(own) };
  }
  const { best } = contender;
  const sums = new Map<string, Reason>();
  for (const one of best.filter((item) => item.score > 0)) {
    for (const reason of source.explain(one.row, one.score)) {
      const key = JSON.stringify({ ...reason, contribution: 0 });
      const contribution = (sums.get(key)?.contribution ?? 0) + reason.contribution / BEST_ITEMS;
      sums.set(key, { ...reason, contribution });
    }
  }
  const reasons = [...sums.values()].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  const label = contender.kind === 'category' ? categoryLabel(pack, contender.id) : undefined;
  return {
    ...choice,
    ...(label !== undefined && { label }),
    reasons: settleSum(reasons, score),
    items: best.map((item) => pack.idOf(item.row)),
  };
}
