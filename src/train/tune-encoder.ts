import type { EncoderSettings } from '../types/manifest.js';
import type { Pack } from '../types/pack.js';
import { measureRanking, ndcg } from './measure-ranking.js';
import type { ProgressStep } from './progress.js';
import type { TestShopper } from './test-shopper.js';

/** What may be changed on the way to a better encoder: one list of candidates after the other. */
export interface TuningGrid {
  readonly positionDecay: readonly number[];
  readonly neighbours: readonly number[];
  readonly popularity: readonly number[];
}

/** For the blend: how fast older items fade, what neighbours and popularity are worth beside the fold-in's 1. */
export const BLEND_GRID: TuningGrid = {
  positionDecay: [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.35],
  neighbours: [0, 0.5, 1, 2, 4, 8, 16],
  popularity: [0, 0.01, 0.03, 0.1, 0.3, 1, 3],
};

/** Cutoff of the measure that is tuned. */
const TUNED_AT = 10;

/**
 * Picks encoder settings by coordinate search: each setting in turn takes the candidate with the best NDCG@10, twice
 * round. So few numbers from so few lists cannot fit noise far, and every one of them keeps its meaning.
 *
 * @param pack decoded; the same models that will ship, trained without these shoppers' targets
 * @param shoppers whose targets decide
 * @param start where the search starts; a tie keeps what is there
 * @param grid candidates
 * @param progress told the rankings finished
 */
export async function tuneEncoder(
  pack: Pack,
  shoppers: readonly TestShopper[],
  start: EncoderSettings,
  grid: TuningGrid,
  progress: ProgressStep,
): Promise<EncoderSettings> {
  let finished = 0;
  const tried = new Map<string, number>();
  const worth = async (encoder: EncoderSettings): Promise<number> => {
    const key = JSON.stringify([encoder.positionDecay, encoder.blend]);
    const known = tried.get(key);
    if (known !== undefined) return known;
    const base = finished;
    const { places } = await measureRanking(pack, shoppers, encoder, [TUNED_AT], {
      update: (done) => progress.update(base + done),
      end: () => {},
    });
    finished += shoppers.length;
    const value = ndcg(places, TUNED_AT);
    tried.set(key, value);
    return value;
  };
  let best = start;
  let bestValue = await worth(best);
  for (let round = 0; round < 2; round++) {
    for (const setting of ['neighbours', 'positionDecay', 'popularity'] as const) {
      for (const candidate of grid[setting]) {
        const encoder: EncoderSettings =
          setting === 'positionDecay' ? { ...best, positionDecay: candidate } : { ...best, blend: { ...best.blend, [setting]: candidate } };
        const value = await worth(encoder);
        if (value > bestValue) {
          best = encoder;
          bestValue = value;
        }
      }
    }
  }
  return best;
}

/** Most rankings that `tuneEncoder` makes with this grid and so many shoppers: for progress. */
export function tuningWork(grid: TuningGrid, shoppers: number): number {
  return shoppers * (1 + 2 * (grid.positionDecay.length + grid.neighbours.length + grid.popularity.length));
}
