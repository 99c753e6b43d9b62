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
/** Candidate sharpnesses of the sequence encoder's scores, the gentlest first. */
const SHARPNESSES = [0.35, 0.5, 0.7, 1];

/** Scores of the parts for each shopper. */
export interface ShopperScores {
  readonly stored: readonly PartScores[];
  /** The decays scored, in the order of the rows. */
  readonly decays: readonly number[];
  /** The sharpnesses scored, likewise; `undefined`: the scores as they are. */
  readonly sharpnesses: readonly (number | undefined)[];
  /** Size of each row of each part, the unit of its weight. */
  readonly sizes: Readonly<Record<EncoderPart, readonly number[]>>;
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

/** Scores every part for each shopper, with each decay, and each sharpness where that may change. */
export async function scoreShoppers(request: ScoringRequest): Promise<ShopperScores> {
  const { pack, shoppers, encoder, tunable, progress } = request;
  const decays = [...new Set([...(request.decays ?? []), encoder.positionDecay, encoder.followerDecay, encoder.seenDecay])];
  const sharpnesses = [...new Set([encoder.sharpness, ...(tunable.includes('sharpness') ? SHARPNESSES : [])])];
  const parts = PARTS.filter((part) => (encoder.blend[part] ?? 0) > 0 || tunable.includes(part));
  const stored: PartScores[] = [];
  for (const [index, shopper] of shoppers.entries()) {
    stored.push(partScores(pack, shopper, encoder, { decays, sharpnesses, parts }));
    if (index % 16 === 0) {
      progress.update(index);
      await new Promise(setImmediate);
    }
  }
  return { stored, decays, sharpnesses, sizes: partSizes(stored) };
}

/**
 * NDCG of each shopper's list. Shape [shoppers].
 *
 * @param scores from `scoreShoppers`
 * @param encoder with decays and a sharpness that were scored
 * @param cutoff length of the lists, 1 or more. Default: 20.
 */
export function gainsOf(scores: ShopperScores, encoder: EncoderSettings, cutoff = TUNED_AT): Float64Array {
  const { stored } = scores;
  const used = PARTS.filter((part) => (encoder.blend[part] ?? 0) > 0).map((part) => ({
    part,
    weight: encoder.blend[part] ?? 0,
    row: rowOfPart(scores, part, encoder),
  }));
  const gains = new Float64Array(stored.length);
  for (const [index, { target, rows }] of stored.entries()) {
    if (target < 0) continue;
    const parts = used.map(({ part, weight, row }) => ({ weight, scores: rows[part][row] }));
    const rank = rankInBlend(parts, target, cutoff);
    if (rank > 0) gains[index] = 1 / Math.log2(rank + 1);
  }
  return gains;
}

/**
 * Which row of a part's scores settings use.
 *
 * @param scores from `scoreShoppers`
 * @param part of the blend
 * @param encoder with decays and a sharpness that were scored
 */
export function rowOfPart({ decays, sharpnesses }: ShopperScores, part: EncoderPart, encoder: EncoderSettings): number {
  if (part === 'popularity') return 0;
  return part === 'encoder' ? sharpnesses.indexOf(encoder.sharpness) : decays.indexOf(encoder[DECAY_OF[part]]);
}

/** The size of each row of each part: the mean over the shoppers of their ten largest scores; 1 where all are 0. */
function partSizes(stored: readonly PartScores[]): Record<EncoderPart, number[]> {
  const sizeOf = (part: EncoderPart, row: number): number => {
    const largest = stored.map(({ rows }) => meanOfLargest(rows[part][row]));
    // Exponentials of scores: a few shoppers' would be most of a mean.
    const size = part === 'encoder' ? median(largest.filter((value) => value > 0)) : mean(largest);
    return size > 0 ? size : 1;
  };
  const rowsOf = (part: EncoderPart): readonly Float32Array[] => stored[0]?.rows[part] ?? [];
  return Object.fromEntries(PARTS.map((part) => [part, rowsOf(part).map((_, row) => sizeOf(part, row))])) as Record<EncoderPart, number[]>;
}

function meanOfLargest(scores: Float32Array): number {
  const largest = scores.slice().sort().reverse().subarray(0, LARGEST);
  return largest.reduce((sum, value) => sum + value, 0) / LARGEST;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  return Float64Array.from(values).sort()[values.length >> 1] ?? 0;
}
