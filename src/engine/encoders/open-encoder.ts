import { OnshelfError } from '../../core/onshelf-error.js';
import { decodeEncoder } from '../../pack/decode/decode-encoder.js';
import { parseCard } from '../../pack/format/parse-card.js';
import { findOptional } from '../../pack/format/parse-optional.js';
import { attendHistory } from '../../query/attend-history.js';
import type { AttendHistory } from '../../types/encoder-card.js';
import type { Pack } from '../../types/pack.js';

/**
 * Opens a pack's sequence encoder.
 *
 * @param pack with a card in its manifest
 * @throws OnshelfError `pack-invalid`, also where the pack has no file of it; `pack-unreachable`
 */
export async function openEncoder(pack: Pack): Promise<AttendHistory> {
  const { manifest, dimensions, openFile } = pack;
  const card = parseCard(manifest.encoder.card);
  const { path } = findOptional(manifest, 'encoder');
  if (openFile === undefined) throw new OnshelfError('pack-unreachable', `${path} cannot be fetched: the pack has no address.`);
  const matrices = decodeEncoder(await openFile('encoder'), path, card, dimensions);
  if (card.kind === 'consistent') return attendHistory(pack, card, matrices);
  // The condition reads the manifest alone.
  const { attendCausally } = await import('../../query/causal/attend-causally.js');
  return attendCausally(pack, card, matrices);
}
