import type { EncoderSettings } from '../types/manifest.js';

/** The parts of the blend, by the names they have in evaluations. */
export const SINGLE_MODELS = ['popularity', 'item-knn', 'sequential-rules', 'closed-form', 'ials', 'prototypes'] as const;

/** One part of the blend. */
export type SingleModel = (typeof SINGLE_MODELS)[number];

/** Models that can be evaluated: the parts of the blend, and the blend. */
export type EvaluatedModel = SingleModel | 'blend';

/** Popularity breaks the ties of the neighbours, and orders what no neighbour list reaches. */
const TIE_BREAK = 1e-6;

const NOTHING = { foldIn: 0, neighbours: 0, followers: 0, seen: 0, prototypes: 0, popularity: 0 };

/**
 * The encoder with one part of the blend alone. Sequential rules are measured in a pack that holds them where others hold the
 * closed form.
 *
 * @param name which part
 * @param encoder all other settings
 */
export function singleModel(name: SingleModel, encoder: EncoderSettings): EncoderSettings {
  const blends = {
    popularity: { ...NOTHING, popularity: 1 },
    'item-knn': { ...NOTHING, neighbours: 1, popularity: TIE_BREAK },
    'sequential-rules': { ...NOTHING, followers: 1, popularity: TIE_BREAK },
    'closed-form': { ...NOTHING, followers: 1, popularity: TIE_BREAK },
    ials: { ...NOTHING, foldIn: 1 },
    prototypes: { ...NOTHING, prototypes: 1, popularity: TIE_BREAK },
  };
  return { ...encoder, blend: blends[name], bands: undefined };
}
