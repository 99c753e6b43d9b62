import { decodePack } from '../../pack/decode/decode-pack.js';
import { type EncodedPack, encodePack } from '../../pack/encode/encode-pack.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { EncoderSettings, FileRole, ModelCard } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import type { TrainedModels } from '../models/train-models.js';
import type { TrainSettings } from '../models/train-settings.js';
import { trimNeighbours } from './trim-neighbours.js';

/** Other content of the manifest. */
export interface PackLabel {
  readonly number: number;
  /** ISO 8601. */
  readonly created: string;
  readonly encoder: EncoderSettings;
  readonly models: readonly ModelCard[];
  /** Categories that profiles exclude. Default: none. */
  readonly sensitive?: readonly string[];
}

/** Name of the factor space in the manifest. */
const SPACE = 'collaborative';

/**
 * Encodes trained models as the pack that ships: in the compact form, with tables trimmed to `settings.shipped`.
 *
 * @param models from `trainModels`
 * @param catalog in row order
 * @param settings of the training
 * @param label other content of the manifest
 */
export function makePack(
  models: TrainedModels,
  catalog: readonly CatalogItem[],
  settings: TrainSettings,
  label: PackLabel,
): Promise<EncodedPack> {
  const { dimensions, shipped } = settings;
  return encodePack({
    ...label,
    form: 'compact',
    catalog,
    dimensions,
    spaces: [{ name: SPACE, start: 0, length: dimensions }],
    factors: models.factors,
    popularity: models.popularity,
    neighbours: trimNeighbours(models.neighbours, models.popularity, shipped.neighbours),
    followers: trimNeighbours(models.followers, models.popularity, shipped.followers),
    ...(models.prototypes === null ? {} : { prototypes: models.prototypes }),
  });
}

/** Label of a pack that is only measured. */
export function trialLabel({ encoder }: TrainSettings): PackLabel {
  return { number: 1, created: new Date(0).toISOString(), encoder, models: [] };
}

/** Decodes an encoded pack as the browser does, so that measurements include the quantisation. */
export function openEncoded(encoded: EncodedPack): Pack {
  const files = {} as Record<FileRole, Uint8Array<ArrayBuffer>>;
  for (const { role, path } of encoded.manifest.files) {
    const bytes = encoded.files.get(path);
    if (bytes !== undefined) files[role] = bytes;
  }
  return decodePack(encoded.manifest, files);
}

/** Size of all files but the manifest, bytes. */
export function packBytes(encoded: EncodedPack): number {
  return encoded.manifest.files.reduce((sum, file) => sum + file.bytes, 0);
}
