import type { EncoderSettings } from '../../types/manifest.js';
import type { TrainedModels } from '../models/train-models.js';
import type { EncoderPart } from './part-scores.js';

/**
 * The encoder with a part of the blend worth nothing, in every band.
 *
 * @param encoder settings, blend and bands
 * @param part which part
 */
export function withoutPart(encoder: EncoderSettings, part: EncoderPart): EncoderSettings {
  const { bands } = encoder;
  return {
    ...encoder,
    blend: { ...encoder.blend, [part]: 0 },
    ...(bands === undefined ? {} : { bands: bands.map((band) => ({ ...band, blend: { ...band.blend, [part]: 0 } })) }),
  };
}

/** Is a part worth anything to some shoppers? What is not need not be in the pack. */
export function usesPart({ blend, bands = [] }: EncoderSettings, part: EncoderPart): boolean {
  return [blend, ...bands.map((band) => band.blend)].some((one) => one[part] > 0);
}

/** The models without those that no shopper's blend uses: they would only cost bytes. */
export function withUsedParts(models: TrainedModels, encoder: EncoderSettings): TrainedModels {
  return usesPart(encoder, 'prototypes') ? models : { ...models, prototypes: null };
}
