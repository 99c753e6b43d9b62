import { rowVector } from '../../core/numbers/row-vector.js';
import type { CausalCard, ConsistentCard, EncoderCard, EncoderMatrices } from '../../types/encoder-card.js';
import type { HistoryItem } from '../../types/history.js';
import type { Pack } from '../../types/pack.js';
import { kindOf, placesRead, readItems } from '../attend-history.js';
import { addedParts, type CausalItems, causalItems } from '../causal/causal-items.js';
import { tfjsAttention } from './tfjs-attention.js';
import { tfjsConsistent } from './tfjs-consistent.js';
import { tfjsConvolution } from './tfjs-convolution.js';
import { tfjsRecurrent } from './tfjs-recurrent.js';
import { openTfjsSession, type TfjsBackend, type TfjsPlace, type TfjsSession } from './tfjs-session.js';

/** Reads histories by tfjs. */
export interface TfjsReader {
  readonly name: TfjsBackend;
  /**
   * The same as the plain `AttendHistory` of the card, within what 32 bits round.
   *
   * @throws OnshelfError `scorer-failed` where the hardware is lost, or does not answer
   */
  read(history: readonly HistoryItem[]): Promise<readonly Float64Array[]>;
  dispose(): void;
}

type Rows = Pick<Pack, 'rows' | 'scales' | 'dimensions'>;

/**
 * An encoder on a backend of tfjs. Its weights stay on the device; a history's rows go to it with each encoding.
 *
 * @param pack rows
 * @param card architecture
 * @param matrices weights
 * @param place backend of tfjs; becomes the reader's
 */
export function attendByTfjs(pack: Rows, card: EncoderCard, matrices: EncoderMatrices, place: TfjsPlace): TfjsReader {
  const session = openTfjsSession(place);
  const read = card.kind === 'consistent' ? consistentReader(pack, card, matrices, session) : causalReader(pack, card, matrices, session);
  return { name: session.name, read, dispose: session.dispose };
}

function consistentReader(pack: Rows, card: ConsistentCard, matrices: EncoderMatrices, session: TfjsSession): TfjsReader['read'] {
  const weigh = tfjsConsistent(card, matrices, pack.dimensions, session);
  return async (history) => {
    const nothing = new Float64Array(pack.dimensions);
    const parts = history.map(() => nothing);
    const places = placesRead(history, card);
    if (places.length === 0) return parts;
    const vectors = places.map((place) => rowVector(pack, history[place].row));
    const kinds = places.map((place) => kindOf(card, history[place].name));
    const weights = await weigh(readItems(vectors, kinds));
    for (const [at, place] of places.entries()) parts[place] = vectors[at].map((value) => weights[at] * value);
    return parts;
  };
}

function causalReader(pack: Rows, card: CausalCard, matrices: EncoderMatrices, session: TfjsSession): TfjsReader['read'] {
  const pass = causalGraph(card, matrices, pack.dimensions, session);
  return async (history) => {
    const items = causalItems(pack, card, history);
    const outputs = items.count === 0 ? [] : await pass(items);
    return addedParts(history, items.places, outputs, pack.dimensions);
  };
}

function causalGraph(
  card: CausalCard,
  matrices: EncoderMatrices,
  dimensions: number,
  session: TfjsSession,
): (items: CausalItems) => Promise<ArrayLike<number>> {
  if (card.kind === 'attention') return tfjsAttention(card, matrices, dimensions, session);
  return card.kind === 'recurrent'
    ? tfjsRecurrent(card, matrices, dimensions, session)
    : tfjsConvolution(card, matrices, dimensions, session);
}
