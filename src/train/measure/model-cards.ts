import type { EncoderSettings, ModelCard } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import { mixtureText, usesTeacher } from '../models/mixture/mixture.js';
import { mixedTeacher } from '../models/mixture/train-followers.js';
import { singleModel } from '../models/single-model.js';
import type { TrainSettings } from '../models/train-settings.js';
import { type ProgressStep, SILENT_STEP } from '../progress/progress.js';
import type { TestShopper } from '../split/test-shopper.js';
import { usesPart, withoutPart } from './encoder-parts.js';
import { hitRate, measureRanking, ndcg } from './measure-ranking.js';
import { PARTS } from './part-scores.js';

/** Models with a card in the manifest, in the order of the cards. */
export const MODELS_ON_CARDS = ['blend', 'popularity', 'item-knn', 'closed-form', 'ials', 'prototypes'] as const;

/**
 * Measures every model of a pack and makes its card. The blend's card includes what each part adds.
 *
 * @param pack decoded, trained without these shoppers; null where no shopper could be held out
 * @param shoppers to measure on
 * @param encoder the blend that ships
 * @param settings of the training
 * @param progress reports the lists made
 */
export async function modelCards(
  pack: Pack | null,
  shoppers: readonly TestShopper[],
  encoder: EncoderSettings,
  settings: TrainSettings,
  progress: ProgressStep,
): Promise<ModelCard[]> {
  const cards: ModelCard[] = [];
  for (const name of MODELS_ON_CARDS) {
    if (name === 'prototypes' && pack?.prototypes === null) continue;
    const base = cards.length * shoppers.length;
    const parameters = parametersOf(name, encoder, settings);
    if (pack === null) {
      cards.push({ name, parameters, metrics: {} });
      continue;
    }
    const used = name === 'blend' ? encoder : singleModel(name, encoder);
    const { places } = await measureRanking({
      pack,
      shoppers,
      encoder: used,
      cutoffs: [10],
      progress: { update: (done) => progress.update(base + done), end: () => {} },
    });
    cards.push({
      name,
      parameters,
      metrics: {
        'HR@10': rounded(hitRate(places, 10)),
        'NDCG@10': rounded(ndcg(places, 10)),
        shoppers: shoppers.length,
        ...(name === 'blend' ? await gainsOfParts(pack, shoppers, encoder, ndcg(places, 10)) : {}),
      },
    });
  }
  return cards;
}

/** The NDCG@10 that the blend loses without each of its parts, all other settings unchanged. */
async function gainsOfParts(
  pack: Pack,
  shoppers: readonly TestShopper[],
  encoder: EncoderSettings,
  whole: number,
): Promise<Record<string, number>> {
  const gains: Record<string, number> = {};
  for (const part of PARTS) {
    if (!usesPart(encoder, part)) continue;
    const { places } = await measureRanking({
      pack,
      shoppers,
      encoder: withoutPart(encoder, part),
      cutoffs: [10],
      progress: SILENT_STEP,
    });
    gains[`NDCG@10 gained by ${part}`] = rounded(whole - ndcg(places, 10));
  }
  return gains;
}

function parametersOf(
  name: (typeof MODELS_ON_CARDS)[number],
  encoder: EncoderSettings,
  settings: TrainSettings,
): Record<string, number | string> {
  const { alpha, regularization, halfLifeDays, positionDecay, followerDecay, seenDecay, blend, sharpness, bands = [] } = encoder;
  const { minimumSupport } = settings;
  if (name === 'popularity') return { halfLifeDays };
  if (name === 'item-knn') return { shrinkage: settings.shrinkage, neighbours: settings.neighbours, minimumSupport };
  if (name === 'closed-form') return { ...followingParameters(settings), neighbours: settings.neighbours, minimumSupport };
  if (name === 'ials')
    return { dimensions: settings.dimensions, iterations: settings.iterations, alpha, regularization, seed: settings.seed };
  if (name === 'prototypes') return { ...settings.prototypes };
  return { ...blend, ...(sharpness && { sharpness }), positionDecay, followerDecay, seenDecay, halfLifeDays, bands: bands.length };
}

function followingParameters(settings: TrainSettings): Record<string, number | string> {
  const { mixture, categoryFill } = settings;
  const { teaching, ...following } = settings.following;
  const mixed = {
    ...following,
    mixture: mixture === null ? 'none' : mixtureText(mixture),
    ...(categoryFill ? { filled: 'categories' } : {}),
  };
  // A teacher may also have a part of its own.
  if (teaching === null) return { ...mixed, teacher: (usesTeacher(mixture) ? mixedTeacher(settings) : null) ?? 'none' };
  const { teacher, weight, temperature, share } = teaching;
  return { ...mixed, teacher, teacherWeight: weight, teacherTemperature: temperature, teacherShare: share };
}

function rounded(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
