import type { EncoderSettings } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import { type EncoderPart, PARTS, type PartScores, partScores } from '../measure/part-scores.js';
import { singleModel } from '../models/single-model.js';
import type { ProgressStep } from '../progress/progress.js';
import type { TestShopper } from '../shoppers/test-shopper.js';
import { rankInBlend } from './place-in-blend.js';

/** How fast older items may fade. */
const DECAYS = [1, 0.9, 0.8, 0.7, 0.55, 0.4];
/** What a part may be worth beside the others, all parts being brought to the same size. */
const WORTHS = [0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.6, 1, 1.7, 3, 6];
/** Each setting is looked at so many times at most. */
const ROUNDS = 3;
/** Length of the lists whose gain is tuned: more places than are shown tell settings apart with less noise. */
const TUNED_AT = 20;
/** A change is taken for an improvement from so many standard errors on. */
const CAUTION = 0.5;
/** Scores from which a part's size is taken. */
const LARGEST = 10;

/** The settings that each part's decay stands in; neighbours and fold-in share one. */
const DECAY_OF = {
  foldIn: 'positionDecay',
  neighbours: 'positionDecay',
  followers: 'followerDecay',
  seen: 'seenDecay',
  prototypes: 'positionDecay',
} as const;

/** What may be changed on the way to a better encoder. */
export type Tunable = EncoderPart | (typeof DECAY_OF)[keyof typeof DECAY_OF];

/** Everything that a blend is. */
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
/** A single model has nothing to blend; only how fast older items fade is chosen. */
export const FADE_ONLY: readonly Tunable[] = ['followerDecay', 'positionDecay'];

/** Settings, and how good their lists were. */
export interface Tuned {
  readonly encoder: EncoderSettings;
  /** NDCG@20. */
  readonly gain: number;
}

/**
 * Picks encoder settings by coordinate search: each setting in turn takes the candidate with the best NDCG@20, until none
 * changes. So few numbers from so few lists cannot fit noise far, and every one of them keeps its meaning. Every part is
 * scored once per shopper and decay; a blend of them then costs next to nothing.
 *
 * @param pack decoded; the same models that will ship, trained without these shoppers' targets
 * @param shoppers whose targets decide
 * @param start where the search starts; a tie keeps what is there
 * @param tunable settings that may change
 * @param progress told the shoppers scored
 */
export async function tuneEncoder(
  pack: Pack,
  shoppers: readonly TestShopper[],
  start: EncoderSettings,
  tunable: readonly Tunable[],
  progress: ProgressStep,
): Promise<Tuned> {
  const scores = await scoreShoppers(pack, shoppers, start, tunable, progress, DECAYS);
  return searchEncoder(scores, start, tunable);
}

/** What the parts give each of some shoppers. */
export interface ShopperScores {
  readonly stored: readonly PartScores[];
  /** Those that were scored, in the order of the rows. */
  readonly decays: readonly number[];
  /** How large each part's scores are: what its worth is counted in. */
  readonly sizes: Readonly<Record<EncoderPart, number>>;
}

/**
 * Scores every part for each shopper, under each decay.
 *
 * @param pack decoded
 * @param shoppers who are asked
 * @param encoder all other settings
 * @param tunable settings that may change
 * @param progress told the shoppers scored
 * @param others decays beside the encoder's own
 */
export async function scoreShoppers(
  pack: Pack,
  shoppers: readonly TestShopper[],
  encoder: EncoderSettings,
  tunable: readonly Tunable[],
  progress: ProgressStep,
  others: readonly number[] = [],
): Promise<ShopperScores> {
  const decays = [...new Set([...others, encoder.positionDecay, encoder.followerDecay, encoder.seenDecay])];
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
 * @param start where the search starts
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

/** Where the search for a blend begins: with the strongest part alone, so that every other part has to earn its place. */
export function blendStart(encoder: EncoderSettings): EncoderSettings {
  return singleModel('closed-form', encoder);
}

/**
 * Chooses the blend that ships: all of it on lists of new items; then, with the rest as it is, what items seen before are worth
 * on lists that may hold them.
 *
 * @param pack decoded, trained without these shoppers
 * @param tuning asked for new items
 * @param returning asked for whatever comes next
 * @param start where the search starts
 * @param progress told the shoppers scored
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

/** Three digits are more than the shoppers can tell apart. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** The mean of the ten largest scores that each part gives a shopper; 1 where it gives none. */
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

/** Better by more than half the standard error of the difference: less is as likely chance. */
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
 * NDCG@20 of each shopper's list.
 *
 * @param scores from `scoreShoppers`
 * @param encoder one whose decays were scored
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
