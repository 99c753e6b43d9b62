import type { EncoderSettings } from '../../types/manifest.js';

/** Models that can be evaluated on their own, by the names they have in evaluations. */
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

/** A part of the blend, or a model that takes the place of one. */
export type SingleModel = (typeof SINGLE_MODELS)[number];

/** Models that can be evaluated: single ones, and the blend. */
export type EvaluatedModel = SingleModel | 'blend';

/** All models that can be evaluated, the blend last. */
export const EVALUATED_MODELS: readonly EvaluatedModel[] = [...SINGLE_MODELS, 'blend'];

/** What is evaluated unless somebody asks for other models: what stands behind the blend, and the blend. */
export const USUAL_MODELS: readonly EvaluatedModel[] = ['popularity', 'item-knn', 'sequential-rules', 'closed-form', 'ials', 'blend'];

/** Popularity breaks the ties of the neighbours, and orders what no neighbour list reaches. */
const TIE_BREAK = 1e-6;

const NOTHING = { foldIn: 0, neighbours: 0, followers: 0, seen: 0, prototypes: 0, popularity: 0 };
const FOLLOWERS = { blend: { ...NOTHING, followers: 1, popularity: TIE_BREAK } };
const FOLD_IN = { blend: { ...NOTHING, foldIn: 1 } };

/** Next to no confidence: every item of the catalogue weighs the same, and folding in is a plain projection. */
const PROJECTION = 1e-3;

const ENCODERS: Readonly<Record<SingleModel, Partial<EncoderSettings> & Pick<EncoderSettings, 'blend'>>> = {
  popularity: { blend: { ...NOTHING, popularity: 1 } },
  'category-popularity': FOLLOWERS,
  'item-knn': { blend: { ...NOTHING, neighbours: 1, popularity: TIE_BREAK } },
  'sequential-rules': FOLLOWERS,
  'closed-form': FOLLOWERS,
  ials: FOLD_IN,
  // Trained with every pair weighing the same, seen or not, and folded in likewise.
  svd: { ...FOLD_IN, alpha: PROJECTION },
  nmf: { ...FOLD_IN, alpha: PROJECTION },
  bpr: FOLD_IN,
  pca: FOLD_IN,
  prototypes: { blend: { ...NOTHING, prototypes: 1, popularity: TIE_BREAK } },
};

/**
 * The encoder with one model alone. Models that are no part of the blend are measured in a pack that holds their table or their
 * factors where others hold the closed form's or those of ALS.
 *
 * @param name which model
 * @param encoder all other settings
 */
export function singleModel(name: SingleModel, encoder: EncoderSettings): EncoderSettings {
  return { ...encoder, ...ENCODERS[name], bands: undefined };
}
