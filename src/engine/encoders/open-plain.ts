import { attendHistory } from '../../query/attend-history.js';
import type { AttendHistory, EncoderCard, EncoderMatrices } from '../../types/encoder-card.js';
import type { Pack } from '../../types/pack.js';

/**
 * The plain reference of a card of any kind.
 *
 * @param pack rows
 * @param card architecture
 * @param matrices weights
 */
export async function openPlain(
  pack: Pick<Pack, 'rows' | 'scales' | 'dimensions'>,
  card: EncoderCard,
  matrices: EncoderMatrices,
): Promise<AttendHistory> {
  if (card.kind === 'consistent') return attendHistory(pack, card, matrices);
  // The condition reads the manifest alone.
  const { attendCausally } = await import('../../query/causal/attend-causally.js');
  return attendCausally(pack, card, matrices);
}
