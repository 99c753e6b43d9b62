import type { EncoderSettings } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import { type EncoderPart, PARTS, type PartScores, partScores } from '../measure/part-scores.js';
import { singleModel } from '../models/single-model.js';
import type { ProgressStep } from '../progress/progress.js';
import type { TestShopper } from '../split/test-shopper.js';
import { rankInBlend } from './rank-in-blend.js';

/** Candidate decays of older items. */
const DECAYS = [1, 0.9, 0.8, 0.7, 0.55, 0.4];
/** Candidate weights of a part, relative to its size beside the followers. */
const WORTHS = [0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.6, 1, 1.7, 3, 6];
/** Maximum number of rounds over the settings. */
const ROUNDS = 3;
/** Cutoff of the NDCG that is tuned: longer than the lists shown, for less noise. */
const TUNED_AT = 20;
/** Standard errors from which a change counts as an improvement. */
const CAUTION = 0.5;
/** Number of largest scores whose mean is a part's size. */
const LARGEST = 10;

/** The decay setting of each part; neighbours, fold-in and prototypes share one. */
const DECAY_OF = {
  foldIn: 'positionDecay',
  neighbours: 'positionDecay',
  followers: 'followerDecay',
  seen: 'seenDecay',
  prototypes: 'positionDecay',
} as const;

/** A setting of the encoder that can be tuned. */
export type Tunable = EncoderPart | (typeof DECAY_OF)[keyof typeof DECAY_OF];

/** All settings of a blend. */
export const WHOLE_BLEND: readonly Tunable[] = [
  'followerDecay',
  'foldIn',
  'neighbours',
  'seen',
  'prototypes',
  'positionDecay',
  'seenDecay',
  'popularity',
];
/** Settings of a single model, which has no blend: only the decays. */
export const DECAYS_ONLY: readonly Tunable[] = ['followerDecay', 'positionDecay'];

/** Tuned settings, and the quality of their lists. */
export interface Tuned {
  readonly encoder: EncoderSettings;
  /** NDCG@20. */
  readonly gain: number;
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
  const parts = PARTS.filter((part) => encoder.blend[part] > 0 || tunable.includes(part));
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
 * The coordinate search of `tuneEncoder`.
 *
 * @param scores from `scoreShoppers`
 * @param start of the search
 * @param tunable settings that may change
 */
export function searchEncoder(scores: ShopperScores, start: EncoderSettings, tunable: readonly Tunable[]): Tuned {
  let encoder = start;
  let gains = gainsOf(scores, encoder);
  for (let round = 0; round < ROUNDS; round++) {
    const before = encoder;
    for (const setting of tunable) {
      for (const candidate of candidatesOf(setting, scores.sizes)) {
        const tried = withSetting(encoder, setting, candidate);
        const values = gainsOf(scores, tried);
        if (isBetter(values, gains)) {
          encoder = tried;
          gains = values;
        }
      }
    }
    if (encoder === before) break;
  }
  return { encoder, gain: mean(gains) };
}

/** Start of the search for a blend: the closed form alone, so that another part is added only where it improves the lists. */
export function blendStart(encoder: EncoderSettings): EncoderSettings {
  return singleModel('closed-form', encoder);
}

/**
 * Tunes the blend that ships: first all settings, on lists of new items; then only the weight and decay of seen items, on lists
 * that may contain them.
 *
 * @param pack decoded, trained without these shoppers
 * @param tuning shoppers whose targets are new items
 * @param returning shoppers whose targets may be seen items
 * @param start of the search
 * @param progress reports the shoppers scored
 */
export async function chooseBlend(
  pack: Pack,
  tuning: readonly TestShopper[],
  returning: readonly TestShopper[],
  start: EncoderSettings,
  progress: ProgressStep,
): Promise<EncoderSettings> {
  const { encoder } = await tuneEncoder(pack, tuning, blendStart(start), WHOLE_BLEND, progress);
  return (await tuneEncoder(pack, returning, encoder, ['seen', 'seenDecay', 'seen'], progress)).encoder;
}

function candidatesOf(setting: Tunable, sizes: Readonly<Record<EncoderPart, number>>): readonly number[] {
  return isPart(setting) ? WORTHS.map((worth) => rounded((worth * sizes.followers) / sizes[setting])) : DECAYS;
}

function withSetting(encoder: EncoderSettings, setting: Tunable, value: number): EncoderSettings {
  return isPart(setting) ? { ...encoder, blend: { ...encoder.blend, [setting]: value } } : { ...encoder, [setting]: value };
}

function isPart(setting: Tunable): setting is EncoderPart {
  return PARTS.some((part) => part === setting);
}

/** Three digits: more would be noise. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
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

/** Whether the mean difference is above half its standard error; a smaller one may be chance. */
function isBetter(values: Float64Array, known: Float64Array): boolean {
  const differences = values.map((value, index) => value - known[index]);
  const difference = mean(differences);
  const variance = mean(differences.map((value) => (value - difference) ** 2));
  return difference > CAUTION * Math.sqrt(variance / Math.max(differences.length, 1));
}

function mean(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * NDCG@20 of each shopper's list. Shape [shoppers].
 *
 * @param scores from `scoreShoppers`
 * @param encoder with decays that were scored
 */
export function gainsOf({ stored, decays }: ShopperScores, encoder: EncoderSettings): Float64Array {
  const used = PARTS.filter((part) => encoder.blend[part] > 0).map((part) => ({
    part,
    worth: encoder.blend[part],
    row: part === 'popularity' ? 0 : decays.indexOf(encoder[DECAY_OF[part]]),
  }));
  const gains = new Float64Array(stored.length);
  for (const [index, { target, rows }] of stored.entries()) {
    if (target < 0) continue;
    const parts = used.map(({ part, worth, row }) => ({ worth, scores: rows[part][row] }));
    const place = rankInBlend(parts, target, TUNED_AT);
    if (place > 0) gains[index] = 1 / Math.log2(place + 1);
  }
  return gains;
}
