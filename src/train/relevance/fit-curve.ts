import { MAX_POINTS } from '../../engine/plan/relevance-curve.js';
import type { RelevanceCurve } from '../../types/relevance-curve.js';
import type { PairCounts } from './pair-counts.js';

/** Minimum number of shoppers who chose items of a point: of fewer, its height would be chance. */
const FEWEST_HITS = 20;
/** Digits of a point. */
const DIGITS = 4;

interface Block {
  readonly pairs: number;
  readonly hits: number;
  /** Sum of the deviations of its pairs. */
  readonly deviations: number;
}

/**
 * Fits the curve that never falls and is nearest to the counted shares, by pooling neighbours that fall (isotonic regression).
 *
 * @param counts of shoppers held out of training
 * @returns null where too few shoppers chose anything for two points
 * @see Ayer, Brunk, Ewing, Reid, Silverman: An empirical distribution function for sampling with incomplete information, 1955 (pool adjacent violators)
 * @see Zadrozny, Elkan: Transforming classifier scores into accurate multiclass probability estimates, KDD 2002
 */
export function fitCurve({ pairs, hits, deviations }: PairCounts): RelevanceCurve | null {
  const blocks: Block[] = [];
  let open: Block = { pairs: 0, hits: 0, deviations: 0 };
  // From the top: the few items that stand out most need a point of their own.
  for (let bin = pairs.length - 1; bin >= 0; bin--) {
    open = joined(open, { pairs: pairs[bin], hits: hits[bin], deviations: deviations[bin] });
    if (open.hits < FEWEST_HITS || open.pairs < open.hits) continue;
    blocks.unshift(open);
    open = { pairs: 0, hits: 0, deviations: 0 };
  }
  const [first] = blocks;
  if (first === undefined) return null;
  blocks[0] = joined(open, first);
  const pooled: Block[] = [];
  for (const block of blocks) {
    let last = block;
    for (let before = pooled.at(-1); before !== undefined && shareOf(before) >= shareOf(last); before = pooled.at(-1)) {
      pooled.pop();
      last = joined(before, last);
    }
    pooled.push(last);
  }
  const kept = thinned(pooled);
  if (kept.length < 2) return null;
  return {
    deviations: kept.map((block) => rounded(block.deviations / block.pairs)),
    relevances: kept.map((block) => rounded(shareOf(block))),
  };
}

function joined(a: Block, b: Block): Block {
  return { pairs: a.pairs + b.pairs, hits: a.hits + b.hits, deviations: a.deviations + b.deviations };
}

function shareOf({ hits, pairs }: Block): number {
  return hits / pairs;
}

/** As many blocks as a curve may have, neighbours joined from below. */
function thinned(blocks: readonly Block[]): Block[] {
  const kept = [...blocks];
  for (let at = 0; kept.length > MAX_POINTS; at = (at + 1) % (kept.length - 1)) kept.splice(at, 2, joined(kept[at], kept[at + 1]));
  return kept;
}

function rounded(value: number): number {
  return Number(value.toPrecision(DIGITS));
}
