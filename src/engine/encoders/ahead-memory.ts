import type { AttendHistory } from '../../types/encoder-card.js';
import type { HistoryItem } from '../../types/history.js';

/** What was read ahead. */
export interface AheadMemory {
  /** The parts that were kept for a history, or those of the plain pass. */
  readonly attend: AttendHistory;
  /** Keeps the parts of a history; the oldest of the kept ones go. */
  keep(history: readonly HistoryItem[], parts: readonly Float64Array[]): void;
}

/** Lists that are made at once read few histories. */
const KEPT = 8;

/**
 * Makes queries wait for nothing: a GPU answers late, so histories are read ahead of them.
 *
 * @param plain reads what was not read ahead
 */
export function createAheadMemory(plain: AttendHistory): AheadMemory {
  const known = new Map<string, readonly Float64Array[]>();
  return {
    attend: (history) => known.get(keyOf(history)) ?? plain(history),
    keep: (history, parts) => {
      known.set(keyOf(history), parts);
      for (const oldest of known.keys()) if (known.size > KEPT) known.delete(oldest);
    },
  };
}

/** All that an encoder reads of a history. */
function keyOf(history: readonly HistoryItem[]): string {
  return history.map(({ row, name, weight }) => `${row} ${weight > 0 ? name : ''}`).join();
}
