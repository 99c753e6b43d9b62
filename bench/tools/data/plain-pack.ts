import { type EncodedPack, encodePack } from '../../../src/pack/encode/encode-pack.js';
import type { TrainedModels } from '../../../src/train/models/train-models.js';
import type { TrainSettings } from '../../../src/train/models/train-settings.js';
import { trialLabel } from '../../../src/train/packing/make-pack.js';

/**
 * Encodes models in the plain form of packs: int8 rows, uint8 similarities, all neighbours and followers.
 *
 * @param models from `trainModels`
 * @param catalog of the log's items
 * @param settings of the training
 */
export function plainPack(models: TrainedModels, catalog: readonly { id: string }[], settings: TrainSettings): Promise<EncodedPack> {
  const { dimensions } = settings;
  return encodePack({
    ...trialLabel(settings),
    form: 'plain',
    catalog,
    dimensions,
    spaces: [{ name: 'collaborative', start: 0, length: dimensions }],
    factors: models.factors,
    popularity: models.popularity,
    neighbours: models.neighbours,
    followers: models.followers,
  });
}
