import type { EncoderSettings } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import type { EncoderPart } from '../measure/part-scores.js';
import { singleModel } from '../models/single-model.js';
import type { ProgressStep } from '../progress/progress.js';
import type { TestShopper } from '../split/test-shopper.js';
import { gainsOf, rowOfPart, type ShopperScores, scoreShoppers } from './score-shoppers.js';
import { isPart, type Tunable } from './tunable-settings.js';

/** Candidate decays of older items. */
const DECAYS = [1, 0.9, 0.8, 0.7, 0.55, 0.4];
/** Candidate weights of a part, relative to its size beside the followers. */
const WEIGHTS = [0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.6, 1, 1.7, 3, 6];
/** The same where the sequence encoder's scores are sharpened: most of their sum may be that of a few items. */
const SHARPENED_WEIGHTS = [...WEIGHTS, 10, 17, 30];
/** Maximum number of rounds over the settings. */
const ROUNDS = 3;
/** Standard errors from which a change counts as an improvement. */
const CAUTION = 0.5;

/** How `searchEncoder` judges a change. */
export interface SearchRule {
  /** Length of the lists whose NDCG is compared, 1 or more. */
  readonly cutoff?: number;
  /** Standard errors of the mean difference from which a change counts as an improvement, 0 or more. */
  readonly caution?: number;
}

/** Tuned settings, and the quality of their lists. */
export interface Tuned {
  readonly encoder: EncoderSettings;
  /** NDCG, at the cutoff of the search. */
  readonly gain: number;
  /** The same of each shopper's list. Shape [shoppers]. */
  readonly gains: Float64Array;
}

/**
 * Tunes encoder settings by coordinate search: each setting in turn takes the candidate with the best NDCG@20, until none
 * changes. So few parameters cannot overfit far. Every part is scored once per shopper and decay, so that each blend of them is
 * cheap.
 *
 * @param pack decoded; trained without these shoppers' targets
 * @param shoppers whose targets decide
 * @param start of the search; a tie keeps its values
 * @param tunable settings that may change
 * @param progress reports the shoppers scored
 */
export async function tuneEncoder(
  pack: Pack,
  shoppers: readonly TestShopper[],
  start: EncoderSettings,
  tunable: readonly Tunable[],
  progress: ProgressStep,
): Promise<Tuned> {
  const scores = await scoreShoppers({ pack, shoppers, encoder: start, tunable, progress, decays: DECAYS });
  return searchEncoder(scores, start, tunable);
}

/**
 * The coordinate search of `tuneEncoder`.
 *
 * @param scores from `scoreShoppers`
 * @param start of the search
 * @param tunable settings that may change
 * @param rule how a change is judged. Default: by NDCG@20, half a standard error.
 */
export function searchEncoder(
  scores: ShopperScores,
  start: EncoderSettings,
  tunable: readonly Tunable[],
  { cutoff, caution }: SearchRule = {},
): Tuned {
  let encoder = start;
  let gains = gainsOf(scores, encoder, cutoff);
  for (let round = 0; round < ROUNDS; round++) {
    const before = encoder;
    for (const setting of tunable) {
      for (const tried of candidatesOf(setting, scores, encoder)) {
        const values = gainsOf(scores, tried, cutoff);
        if (isBetter(values, gains, caution)) {
          encoder = tried;
          gains = values;
        }
      }
    }
    if (encoder === before) break;
  }
  return { encoder, gain: mean(gains), gains };
}

/** Start of the search for a blend: the closed form alone, so that another part is added only where it improves the lists. */
export function blendStart(encoder: EncoderSettings): EncoderSettings {
  return singleModel('closed-form', encoder);
}

/** Settings to try in place of some. */
function candidatesOf(setting: Tunable, scores: ShopperScores, encoder: EncoderSettings): readonly EncoderSettings[] {
  if (setting === 'sharpness') return scores.sharpnesses.flatMap((sharpness) => candidatesOf('encoder', scores, { ...encoder, sharpness }));
  if (!isPart(setting)) return DECAYS.map((decay) => ({ ...encoder, [setting]: decay }));
  const weights = setting === 'encoder' && encoder.sharpness !== undefined ? SHARPENED_WEIGHTS : WEIGHTS;
  return weights.map((weight) => withPart(scores, encoder, setting, weight));
}

/**
 * Settings with another weight of a part.
 *
 * @param scores from `scoreShoppers`
 * @param encoder settings, with decays and a sharpness that were scored
 * @param part of the blend
 * @param weight in units of the part's size beside that of the followers, 0 or more
 */
export function withPart(scores: ShopperScores, encoder: EncoderSettings, part: EncoderPart, weight: number): EncoderSettings {
  const unit = scores.sizes.followers[0] / scores.sizes[part][part === 'encoder' ? rowOfPart(scores, part, encoder) : 0];
  return { ...encoder, blend: { ...encoder.blend, [part]: rounded(weight * unit) } };
}

/** Three digits: more would be noise. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** Whether the mean difference is above half its standard error, or `caution` of them; a smaller one may be chance. Shapes [shoppers]. */
export function isBetter(values: Float64Array, known: Float64Array, caution = CAUTION): boolean {
  const differences = values.map((value, index) => value - known[index]);
  const difference = mean(differences);
  const variance = mean(differences.map((value) => (value - difference) ** 2));
  return difference > caution * Math.sqrt(variance / Math.max(differences.length, 1));
}

function mean(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
