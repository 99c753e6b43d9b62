import { addBit, countBits, hasBit } from '../../core/numbers/bitset.js';
import { excludeItems } from '../../rerank/exclude-items.js';
import type { TraceStep } from '../../types/answer.js';
import type { Exclude } from '../../types/request.js';
import type { Candidate, ListStep } from '../../types/scoring/candidate.js';
import type { ListContext } from './list-context.js';
import type { RankingSource } from './ranking-source.js';

/** Receives what is left after every step: after the first, `exclude`, the mask of rows left out; then the candidates. */
export type WatchList = (step: string, left: Uint32Array | readonly Candidate[]) => void;

/** Steps after the scores, which need more candidates than the list has places. */
export interface ListPlan {
  /** Number of candidates that the steps choose from, 0 to 1000. */
  readonly reach: number;
  readonly steps: readonly ListStep[];
}

/** How to rank. */
export interface RankOptions {
  /** Maximum number of items, 1 to 1000. */
  readonly count: number;
  /** Which part of the history is left out, unless the source names it. Default: 'bought'. */
  readonly exclude?: Exclude | undefined;
  /** Steps after the scores. Default: none. */
  readonly plan?: ListPlan | undefined;
  /** Receives the result of every step. */
  readonly watch?: WatchList | undefined;
}

/** Items in their final order, and the counts of every step. */
export interface RankedItems {
  readonly candidates: readonly Candidate[];
  readonly steps: readonly TraceStep[];
  /** Number of rows that the mask leaves out. */
  readonly excluded: number;
}

const NO_PLAN: ListPlan = { reach: 0, steps: [] };
const NONE: Candidate['adjustments'] = [];

/**
 * Ranks the catalogue: mask, scores, steps, cut. The engine's lists and the trainer's measurements both come from this function, so both
 * have the same items with the same scores.
 *
 * @param context pack, scorer, shopper and time
 * @param source query or candidates, and the rows to leave out
 * @param options length, exclusions and steps
 */
export async function rankItems(
  { pack, scorer, profile }: ListContext,
  source: RankingSource,
  { count, exclude, plan = NO_PLAN, watch }: RankOptions,
): Promise<RankedItems> {
  const steps: TraceStep[] = [...(source.steps ?? [])];
  const trace = (name: string, before: number, after: number): void => void steps.push({ name, in: before, out: after });
  const mask = excludeItems(pack, profile, source.exclude ?? exclude ?? 'bought');
  for (const row of source.leaveOut) addBit(mask, row);
  watch?.('exclude', mask);
  const excluded = countBits(mask);
  trace('exclude', pack.items, pack.items - excluded);

  const reach = Math.max(count, plan.reach);
  let candidates: readonly Candidate[];
  if (source.query === null)
    candidates = (source.candidates ?? []).filter(({ row }) => !hasBit(mask, row)).slice(0, plan.steps.length ? reach : undefined);
  else {
    const { items, scores } = await scorer.score(source.query, reach, mask);
    const scored: Candidate[] = [];
    const { above = Number.NEGATIVE_INFINITY, baseline } = source;
    for (let place = 0; place < items.length; place++) {
      const score = scores[place] - baseline;
      if (score > above) scored.push({ row: items[place], score, adjustments: NONE });
    }
    candidates = scored;
    trace('score', pack.items - excluded, candidates.length);
  }
  watch?.('score', candidates);
  for (const step of plan.steps) {
    const before = candidates.length;
    candidates = step.apply(candidates);
    watch?.(step.name, candidates);
    trace(step.name, before, candidates.length);
  }
  const kept = candidates.slice(0, count);
  trace('cut', candidates.length, kept.length);
  return { candidates: kept, steps, excluded };
}
