import { decodePack } from '../../pack/decode/decode-pack.js';
import { type EncodedPack, encodePack, type OptionalContent } from '../../pack/encode/encode-pack.js';
import { splitTexts } from '../../pack/encode/split-texts.js';
import { findOptional, parseOptional } from '../../pack/format/parse-optional.js';
import { unpackFile } from '../../pack/load/unpack-file.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { EncoderSettings, FileRole, ModelCard } from '../../types/manifest.js';
import type { OpenFile, Pack } from '../../types/pack.js';
import type { RelevanceCurve } from '../../types/relevance-curve.js';
import type { PackRanker } from '../../types/scoring/pack-ranker.js';
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
  /** Locale of the catalogue's own texts and prices, a BCP 47 tag. Default: not said. */
  readonly locale?: string;
  /** Categories that profiles exclude. Default: none. */
  readonly sensitive?: readonly string[];
  /** Default: none. */
  readonly ranker?: PackRanker;
  /** Default: none. */
  readonly relevance?: RelevanceCurve;
  /** Files that are fetched on first use. Default: none. */
  readonly optional?: readonly OptionalContent[];
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
  const split = shipped.earlyTexts === undefined ? { catalog, optional: [] } : splitTexts(catalog, models.popularity, shipped.earlyTexts);
  return encodePack({
    ...label,
    form: 'compact',
    catalog: split.catalog,
    optional: [...(label.optional ?? []), ...split.optional],
    dimensions,
    spaces: [{ name: SPACE, start: 0, length: dimensions }],
    factors: models.factors,
    popularity: models.popularity,
    neighbours: trimNeighbours(models.neighbours, models.popularity, shipped.neighbours),
    followers: trimNeighbours(models.followers, models.popularity, shipped.followers),
    ...(models.fromContent === undefined ? {} : { fromContent: models.fromContent }),
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
  const openFile: OpenFile = async (role, name) => {
    const file = findOptional(encoded.manifest, role, name);
    return unpackFile(encoded.files.get(file.path) ?? new Uint8Array(), file);
  };
  return { ...decodePack(encoded.manifest, files), openFile };
}

/** Size of all files that lists wait for, but the manifest, in bytes: those fetched later or on first use are not counted. */
export function packBytes(encoded: EncodedPack): number {
  return encoded.manifest.files.reduce((sum, file) => sum + file.bytes, 0);
}

/** Size of the texts that every page fetches after the other files, bytes. */
export function lateBytes({ manifest }: EncodedPack): number {
  return parseOptional(manifest).reduce((sum, { role, bytes }) => sum + (role === 'texts' ? bytes : 0), 0);
}
