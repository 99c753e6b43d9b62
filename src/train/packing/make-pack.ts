import { decodePack } from '../../pack/decode/decode-pack.js';
import { type EncodedPack, encodePack } from '../../pack/encode/encode-pack.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { EncoderSettings, FileRole, ModelCard } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import type { TrainedModels } from '../models/train-models.js';
import type { TrainSettings } from '../models/train-settings.js';
import { trimNeighbours } from './trim-neighbours.js';

/** What the manifest says besides the models. */
export interface PackLabel {
  readonly number: number;
  /** ISO 8601. */
  readonly created: string;
  readonly encoder: EncoderSettings;
  readonly models: readonly ModelCard[];
  /** Categories that no profile is made of. Default: none. */
  readonly sensitive?: readonly string[];
}

/** The space's name in the manifest. */
const SPACE = 'collaborative';

/**
 * Encodes trained models as the pack that ships: in the compact form, with lists cut to what is worth its bytes.
 *
 * @param models from `trainModels`
 * @param catalog in row order
 * @param settings they were trained with
 * @param label the rest of the manifest
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

/** What stands in the manifest of a pack that is only measured. */
export function trialLabel({ encoder }: TrainSettings): PackLabel {
  return { number: 1, created: new Date(0).toISOString(), encoder, models: [] };
}

/** Reads an encoded pack as the browser would: what is measured has been through the bytes. */
export function openEncoded(encoded: EncodedPack): Pack {
  const files = {} as Record<FileRole, Uint8Array<ArrayBuffer>>;
  for (const { role, path } of encoded.manifest.files) {
    const bytes = encoded.files.get(path);
    if (bytes !== undefined) files[role] = bytes;
  }
  return decodePack(encoded.manifest, files);
}

/** Size of all files. */
export function packBytes(encoded: EncodedPack): number {
  return encoded.manifest.files.reduce((sum, file) => sum + file.bytes, 0);
}
