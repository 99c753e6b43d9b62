import type { EncoderSettings } from '../../types/manifest.js';

/** Names of the models that can be evaluated alone. */
const SINGLE_MODELS = [
  'popularity',
  'category-popularity',
  'item-knn',
  'sequential-rules',
  'closed-form',
  'ials',
  'svd',
  'nmf',
  'bpr',
  'pca',
  'prototypes',
] as const;

/** A part of the blend, or a model that replaces one. */
export type SingleModel = (typeof SINGLE_MODELS)[number];

/** Models that can be evaluated: single ones, and the blend. */
export type EvaluatedModel = SingleModel | 'blend';

/** All models that can be evaluated, the blend last. */
export const EVALUATED_MODELS: readonly EvaluatedModel[] = [...SINGLE_MODELS, 'blend'];

/** Models evaluated by default. */
export const USUAL_MODELS: readonly EvaluatedModel[] = ['popularity', 'item-knn', 'sequential-rules', 'closed-form', 'ials', 'blend'];

/** Weight of the popularity that breaks ties, and orders items that are in no neighbour list. */
const TIE_BREAK = 1e-6;

const NOTHING = { foldIn: 0, neighbours: 0, followers: 0, seen: 0, prototypes: 0, popularity: 0 };
const FOLLOWERS = { blend: { ...NOTHING, followers: 1, popularity: TIE_BREAK } };
const FOLD_IN = { blend: { ...NOTHING, foldIn: 1 } };

/** Confidence near 0: all items have equal weights, and folding in is a projection. */
const PROJECTION = 1e-3;

const ENCODERS: Readonly<Record<SingleModel, Partial<EncoderSettings> & Pick<EncoderSettings, 'blend'>>> = {
  popularity: { blend: { ...NOTHING, popularity: 1 } },
  'category-popularity': FOLLOWERS,
  'item-knn': { blend: { ...NOTHING, neighbours: 1, popularity: TIE_BREAK } },
  'sequential-rules': FOLLOWERS,
  'closed-form': FOLLOWERS,
  ials: FOLD_IN,
  // Trained with equal weights of all pairs, seen or not, and folded in the same way.
  svd: { ...FOLD_IN, alpha: PROJECTION },
  nmf: { ...FOLD_IN, alpha: PROJECTION },
  bpr: FOLD_IN,
  pca: FOLD_IN,
  prototypes: { blend: { ...NOTHING, prototypes: 1, popularity: TIE_BREAK } },
};

/**
 * Encoder settings that use one model alone. Models that are not part of the blend are measured in a pack with their table in place of
 * the closed form's, or their factors in place of those of ALS.
 *
 * @param name which model
 * @param encoder all other settings
 */
export function singleModel(name: SingleModel, encoder: EncoderSettings): EncoderSettings {
  return { ...encoder, ...ENCODERS[name], bands: undefined };
}
