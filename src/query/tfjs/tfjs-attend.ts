import { rowVector } from '../../core/numbers/row-vector.js';
import type { EncoderCard, EncoderMatrices } from '../../types/encoder-card.js';
import type { HistoryItem } from '../../types/history.js';
import type { Pack } from '../../types/pack.js';
import { kindOf, readItems } from '../attend-history.js';
import { tfjsConsistent } from './tfjs-consistent.js';
import { openTfjsSession, type TfjsBackend, type TfjsPlace } from './tfjs-session.js';

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

/**
 * An encoder on a backend of tfjs. Its weights stay on the device; a history's rows go to it with each encoding.
 *
 * @param pack rows
 * @param card architecture
 * @param matrices weights
 * @param place backend of tfjs; becomes the reader's
 */
export function attendByTfjs(
  pack: Pick<Pack, 'rows' | 'scales' | 'dimensions'>,
  card: EncoderCard,
  matrices: EncoderMatrices,
  place: TfjsPlace,
): TfjsReader {
  const session = openTfjsSession(place);
  const weigh = tfjsConsistent(card, matrices, session);
  return {
    name: session.name,
    read: async (history) => {
      const nothing = new Float64Array(pack.dimensions);
      const parts = history.map(() => nothing);
      const places = [...history.keys()].filter((place) => history[place].weight > 0).slice(0, card.length);
      if (places.length === 0) return parts;
      const vectors = places.map((place) => rowVector(pack, history[place].row));
      const kinds = places.map((place) => kindOf(card, history[place].name));
      const weights = await weigh(readItems(vectors, kinds));
      for (const [at, place] of places.entries()) parts[place] = vectors[at].map((value) => weights[at] * value);
      return parts;
    },
    dispose: session.dispose,
  };
}
