import { runAtOnce } from '../../core/time/run-steps.js';
import { decodeAttribute } from '../../pack/decode/decode-attribute.js';
import { decodeComplements } from '../../pack/decode/decode-complements.js';
import { decodeEncoder } from '../../pack/decode/decode-encoder.js';
import { parseCard } from '../../pack/format/parse-card.js';
import { decodeSafetensors } from '../../pack/format/safetensors.js';
import { readPictures } from '../../pack/pictures/read-pictures.js';
import { readTextShard } from '../../pack/texts/text-shard.js';
import type { OptionalRole, PackManifest } from '../../types/manifest.js';

/**
 * How the content of each kind of optional file is checked.
 *
 * @throws OnshelfError `pack-invalid`
 */
export const OPTIONAL_CHECKS: Readonly<
  Record<OptionalRole, (content: Uint8Array<ArrayBuffer>, where: string, manifest: PackManifest) => void>
> = {
  attribute: (content, where, { items }) => void runAtOnce(decodeAttribute(content, where, items)),
  baskets: (content, where, { items }) => void runAtOnce(decodeComplements(content, where, items)),
  encoder: (content, where, { dimensions, encoder }) => void decodeEncoder(content, where, parseCard(encoder.card), dimensions),
  // Its columns are those of the catalogue: `checkPack` reads it once that is decoded.
  locale: (content, where) => void decodeSafetensors(content, where),
  pictures: (content, where, { items }) => void readPictures(content, where, items),
  texts: (content, where, { items }) => void readTextShard(content, where, items),
};
