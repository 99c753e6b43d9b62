import { hasBit } from '../../core/numbers/bitset.js';
import { personalEvidence } from '../../engine/list/personal-source.js';
import { scoreRow } from '../../engine/rows/score-row.js';
import { standOut } from '../../engine/rows/stand-out.js';
import { excludeItems } from '../../rerank/exclude-items.js';
import type { EncoderSettings } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import type { TopK } from '../../types/scoring/scorer.js';
import { measureRanking } from '../measure/measure-ranking.js';
import type { ProgressStep } from '../progress/progress.js';
import type { TestShopper } from '../split/test-shopper.js';
import { PairCounts } from './pair-counts.js';

/** Number of best items of each shopper that are all counted; the others are counted by a sample. */
const BEST = 200;

/** Input of `countNewItems` and `listedItems`. */
export interface HeldOutScores {
  /** Trained without these shoppers. */
  readonly pack: Pack;
  /** Settings of the lists. */
  readonly encoder: EncoderSettings;
  readonly shoppers: readonly TestShopper[];
  /** Reports the lists made. */
  readonly progress: ProgressStep;
}

/** An item of a shopper's list. */
export interface ListedItem {
  readonly deviations: number;
  /** Whether the shopper went on to it. */
  readonly chosen: boolean;
}

/** What is known of one shopper's scores. */
interface ShopperScores {
  readonly shopper: TestShopper;
  readonly top: TopK;
  /** Whether the row is new to the shopper. */
  readonly isNew: (row: number) => boolean;
  readonly deviationsAt: (row: number) => number;
  /** Rows evenly spread over the catalogue. */
  readonly spread: readonly number[];
}

/**
 * Counts, for shoppers held out of training, how far the scores of items that were new to them stood out, and which of these they went on to.
 *
 * @param scores pack and shoppers
 */
export async function countNewItems(scores: HeldOutScores): Promise<PairCounts> {
  const counts = new PairCounts();
  await eachShopper(scores, BEST, ({ shopper, top, isNew, deviationsAt, spread }) => {
    const best = new Set(top.items);
    const others = spread.filter((row) => !best.has(row) && isNew(row));
    const stands = others.length > 0 ? Math.max(0, scores.pack.items - best.size - shopper.profile.bought.size) / others.length : 0;
    for (const row of best) counts.addPair(deviationsAt(row), 1);
    for (const row of others) counts.addPair(deviationsAt(row), stands);
    if (shopper.target >= 0 && isNew(shopper.target)) counts.addHit(deviationsAt(shopper.target));
  });
  return counts;
}

/**
 * The items of the lists that held-out shoppers would have been shown.
 *
 * @param scores pack and shoppers
 * @param places of each list, 1 to 1000
 */
export async function listedItems(scores: HeldOutScores, places: number): Promise<ListedItem[]> {
  const listed: ListedItem[] = [];
  await eachShopper(scores, places, ({ shopper, top, deviationsAt }) => {
    for (const row of top.items.subarray(0, places)) listed.push({ deviations: deviationsAt(row), chosen: row === shopper.target });
  });
  return listed;
}

/** Only shoppers with a history, whose items are told apart by it. */
async function eachShopper(
  { pack, encoder, shoppers, progress }: HeldOutScores,
  longest: number,
  use: (scores: ShopperScores) => void,
): Promise<void> {
  const measured = { ...pack, manifest: { ...pack.manifest, encoder } };
  await measureRanking({
    pack,
    encoder,
    shoppers: shoppers.map((shopper) => ({ ...shopper, exclude: 'seen' })),
    cutoffs: [Math.min(longest, pack.items)],
    progress,
    onList: (shopper, top) => {
      const { model, query } = personalEvidence({ pack: measured, profile: shopper.profile, now: shopper.now });
      if (model !== 'personal') return;
      const seen = excludeItems(pack, shopper.profile, 'seen');
      const { rows, deviationsOf } = standOut(measured, query);
      use({
        shopper,
        top,
        isNew: (row) => !hasBit(seen, row),
        deviationsAt: (row) => deviationsOf(scoreRow(measured, query, row)),
        spread: rows,
      });
    },
  });
}
