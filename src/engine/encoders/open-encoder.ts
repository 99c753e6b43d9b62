import type { AttendHistory } from '../../types/encoder-card.js';
import type { Pack } from '../../types/pack.js';
import { loadEncoder } from './load-encoder.js';
import { openPlain } from './open-plain.js';

/**
 * Opens a pack's sequence encoder in plain JavaScript.
 *
 * @param pack with a card in its manifest
 * @throws OnshelfError `pack-invalid`, also where the pack has no file of it; `pack-unreachable`
 */
export async function openEncoder(pack: Pack): Promise<AttendHistory> {
  const { card, matrices } = await loadEncoder(pack);
  return openPlain(pack, card, matrices);
}
