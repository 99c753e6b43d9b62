import type { EncoderSettings, ModelCard } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import { singleModel } from '../models/single-model.js';
import type { TrainSettings } from '../models/train-settings.js';
import { type ProgressStep, SILENT_STEP } from '../progress/progress.js';
import type { TestShopper } from '../shoppers/test-shopper.js';
import { hitRate, measureRanking, ndcg } from './measure-ranking.js';
import { PARTS } from './part-scores.js';
import { usesPart, withoutPart } from './without-part.js';

/** Models that a pack ships, in the order of their cards. */
export const MODELS_ON_CARDS = ['blend', 'popularity', 'item-knn', 'closed-form', 'ials', 'prototypes'] as const;

/**
 * Measures every model of a pack and writes its card; the blend's says what each part adds to it.
 *
 * @param pack decoded, trained without these shoppers; null where nothing could be held out
 * @param shoppers who are measured
 * @param encoder the blend that ships
 * @param settings what the models were trained with
 * @param progress told the lists made
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
    const { places } = await measureRanking(pack, shoppers, used, [10], { update: (done) => progress.update(base + done), end: () => {} });
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

/** What the blend would lose without each of its parts, all other settings being as they are. */
async function gainsOfParts(
  pack: Pack,
  shoppers: readonly TestShopper[],
  encoder: EncoderSettings,
  whole: number,
): Promise<Record<string, number>> {
  const gains: Record<string, number> = {};
  for (const part of PARTS) {
    if (!usesPart(encoder, part)) continue;
    const { places } = await measureRanking(pack, shoppers, withoutPart(encoder, part), [10], SILENT_STEP);
    gains[`NDCG@10 gained by ${part}`] = rounded(whole - ndcg(places, 10));
  }
  return gains;
}

function parametersOf(
  name: (typeof MODELS_ON_CARDS)[number],
  encoder: EncoderSettings,
  settings: TrainSettings,
): Record<string, number | string> {
  const { alpha, regularization, halfLifeDays, positionDecay, followerDecay, seenDecay, blend, bands = [] } = encoder;
  const { minimumSupport } = settings;
  if (name === 'popularity') return { halfLifeDays };
  if (name === 'item-knn') return { shrinkage: settings.shrinkage, neighbours: settings.neighbours, minimumSupport };
  if (name === 'closed-form') return { ...settings.following, neighbours: settings.neighbours, minimumSupport };
  if (name === 'ials')
    return { dimensions: settings.dimensions, iterations: settings.iterations, alpha, regularization, seed: settings.seed };
  if (name === 'prototypes') return { ...settings.prototypes };
  return { ...blend, positionDecay, followerDecay, seenDecay, halfLifeDays, bands: bands.length };
}

function rounded(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
