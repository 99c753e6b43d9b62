import { rowVector } from '../../core/numbers/row-vector.js';
import type { AttendHistory, CausalCard, EncoderMatrices } from '../../types/encoder-card.js';
import type { Pack } from '../../types/pack.js';
import { kindOf, placesRead } from '../attend-history.js';
import { attentionPass } from './attention-pass.js';
import type { CausalItems } from './causal-items.js';
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
  const { dimensions } = pack;
  return (history) => {
    const nothing = new Float64Array(dimensions);
    const parts = history.map(() => nothing);
    const places = placesRead(history, card).reverse();
    if (places.length === 0) return parts;
    const rows = new Float64Array(places.length * dimensions);
    for (const [at, place] of places.entries()) rows.set(rowVector(pack, history[place].row), at * dimensions);
    const kinds = Uint8Array.from(places, (place) => kindOf(card, history[place].name));
    const outputs = causalPass(card, matrices, { count: places.length, rows, kinds });
    for (const [at, place] of places.entries()) {
      const before = at === 0 ? nothing : outputs.subarray((at - 1) * dimensions, at * dimensions);
      parts[place] = outputs.slice(at * dimensions, (at + 1) * dimensions).map((value, k) => value - before[k]);
    }
    return parts;
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
