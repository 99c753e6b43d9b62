import { OnshelfError } from '../../core/onshelf-error.js';
import { decodeEncoder } from '../../pack/decode/decode-encoder.js';
import { parseCard } from '../../pack/format/parse-card.js';
import { findOptional } from '../../pack/format/parse-optional.js';
import type { EncoderCard, EncoderMatrices } from '../../types/encoder-card.js';
import type { Pack } from '../../types/pack.js';

/**
 * Fetches and decodes a pack's sequence encoder.
 *
 * @param pack with a card in its manifest
 * @throws OnshelfError `pack-invalid`, also where the pack has no file of it; `pack-unreachable`
 */
export async function loadEncoder(pack: Pack): Promise<{ readonly card: EncoderCard; readonly matrices: EncoderMatrices }> {
  const { manifest, dimensions, openFile } = pack;
  const card = parseCard(manifest.encoder.card);
  const { path } = findOptional(manifest, 'encoder');
  if (openFile === undefined) throw new OnshelfError('pack-unreachable', `${path} cannot be fetched: the pack has no address.`);
  return { card, matrices: decodeEncoder(await openFile('encoder'), path, card, dimensions) };
}
