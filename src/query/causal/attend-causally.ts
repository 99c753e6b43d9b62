import type { AttendHistory, CausalCard, EncoderMatrices } from '../../types/encoder-card.js';
import type { Pack } from '../../types/pack.js';
import { attentionPass } from './attention-pass.js';
import { addedParts, type CausalItems, causalItems } from './causal-items.js';
import { convolutionPass } from './convolution-pass.js';
import { recurrentPass } from './recurrent-pass.js';

/**
 * An encoder of a causal kind over the rows of a pack. What an item adds is the difference between the output at it and that at the item before it:
 * so the parts of all items add up to the output at the latest, which is the query. It is a pure function of the history, so forgetting an
 * event is exact. It reads what `attendHistory` reads.
 *
 * @param pack rows
 * @param card architecture
 * @param matrices weights
 */
export function attendCausally(
  pack: Pick<Pack, 'rows' | 'scales' | 'dimensions'>,
  card: CausalCard,
  matrices: EncoderMatrices,
): AttendHistory {
  return (history) => {
    const items = causalItems(pack, card, history);
    if (items.count === 0) return addedParts(history, [], [], pack.dimensions);
    return addedParts(history, items.places, causalPass(card, matrices, items), pack.dimensions);
  };
}

/**
 * The outputs of an encoder of a causal kind.
 *
 * @param card architecture
 * @param matrices weights
 * @param items to read
 * @returns in the space of the rows, oldest first. Shape [count, dimensions]
 */
export function causalPass(card: CausalCard, matrices: EncoderMatrices, items: CausalItems): Float64Array {
  if (card.kind === 'attention') return attentionPass(card, matrices, items);
  return card.kind === 'recurrent' ? recurrentPass(card, matrices, items) : convolutionPass(card, matrices, items);
}
