import type { EncoderSettings } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import { type EncoderPart, PARTS, type PartScores, partScores } from '../measure/part-scores.js';
import type { ProgressStep } from '../progress/progress.js';
import type { TestShopper } from '../split/test-shopper.js';
import { rankInBlend } from './rank-in-blend.js';
import { DECAY_OF, type Tunable } from './tunable-settings.js';

/** Cutoff of the NDCG that is tuned: longer than the lists shown, for less noise. */
const TUNED_AT = 20;
/** Number of largest scores whose mean is a part's size. */
const LARGEST = 10;

/** Scores of the parts for each shopper. */
export interface ShopperScores {
  readonly stored: readonly PartScores[];
  /** The decays scored, in the order of the rows. */
  readonly decays: readonly number[];
  /** Size of each part's scores, the unit of its weight. */
  readonly sizes: Readonly<Record<EncoderPart, number>>;
}

/** Input of `scoreShoppers`. */
interface ScoringRequest {
  /** Decoded. */
  readonly pack: Pack;
  readonly shoppers: readonly TestShopper[];
  /** All other settings. */
  readonly encoder: EncoderSettings;
  /** Settings that may change. */
  readonly tunable: readonly Tunable[];
  /** Reports the shoppers scored. */
  readonly progress: ProgressStep;
  /** Decays to score besides the encoder's own. Default: none. */
  readonly decays?: readonly number[];
}

/** Scores every part for each shopper, with each decay. */
export async function scoreShoppers(request: ScoringRequest): Promise<ShopperScores> {
  const { pack, shoppers, encoder, tunable, progress } = request;
  const decays = [...new Set([...(request.decays ?? []), encoder.positionDecay, encoder.followerDecay, encoder.seenDecay])];
  const parts = PARTS.filter((part) => (encoder.blend[part] ?? 0) > 0 || tunable.includes(part));
  const stored: PartScores[] = [];
  for (const [index, shopper] of shoppers.entries()) {
    stored.push(partScores(pack, shopper, encoder, decays, parts));
    if (index % 16 === 0) {
      progress.update(index);
      await new Promise(setImmediate);
    }
  }
  return { stored, decays, sizes: partSizes(stored) };
}

/**
 * NDCG@20 of each shopper's list. Shape [shoppers].
 *
 * @param scores from `scoreShoppers`
 * @param encoder with decays that were scored
 */
export function gainsOf({ stored, decays }: ShopperScores, encoder: EncoderSettings): Float64Array {
  const used = PARTS.filter((part) => (encoder.blend[part] ?? 0) > 0).map((part) => ({
    part,
    weight: encoder.blend[part] ?? 0,
    row: part === 'popularity' || part === 'encoder' ? 0 : decays.indexOf(encoder[DECAY_OF[part]]),
  }));
  const gains = new Float64Array(stored.length);
  for (const [index, { target, rows }] of stored.entries()) {
    if (target < 0) continue;
    const parts = used.map(({ part, weight, row }) => ({ weight, scores: rows[part][row] }));
    const rank = rankInBlend(parts, target, TUNED_AT);
    if (rank > 0) gains[index] = 1 / Math.log2(rank + 1);
  }
  return gains;
}

/** The mean over the shoppers of each part's ten largest scores; 1 where all are 0. */
function partSizes(stored: readonly PartScores[]): Record<EncoderPart, number> {
  const sizes = {} as Record<EncoderPart, number>;
  for (const part of PARTS) {
    let sum = 0;
    for (const { rows } of stored) {
      const largest = rows[part][0].slice().sort().reverse().subarray(0, LARGEST);
      for (const value of largest) sum += value / LARGEST / stored.length;
    }
    sizes[part] = sum > 0 ? sum : 1;
  }
  return sizes;
}
