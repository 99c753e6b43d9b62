import type { EncoderSettings } from '../../types/manifest.js';
import type { TrainedModels } from '../models/train-models.js';
import type { EncoderPart } from './part-scores.js';

/**
 * The encoder with a weight of 0 for a part, in every band.
 *
 * @param encoder settings, blend and bands
 * @param part of the blend
 */
export function withoutPart(encoder: EncoderSettings, part: EncoderPart): EncoderSettings {
  const { bands } = encoder;
  return {
    ...encoder,
    blend: { ...encoder.blend, [part]: 0 },
    ...(bands === undefined ? {} : { bands: bands.map((band) => ({ ...band, blend: { ...band.blend, [part]: 0 } })) }),
  };
}

/** Whether a part has a weight above 0 in any band. Other parts are not needed in the pack. */
export function usesPart({ blend, bands = [] }: EncoderSettings, part: EncoderPart): boolean {
  return [blend, ...bands.map((band) => band.blend)].some((one) => (one[part] ?? 0) > 0);
}

/** The models without those that no blend uses, to save bytes. */
export function withUsedParts(models: TrainedModels, encoder: EncoderSettings): TrainedModels {
  return usesPart(encoder, 'prototypes') ? models : { ...models, prototypes: null };
}
