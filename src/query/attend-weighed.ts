import type { HistoryItem } from '../types/history.js';
import type { Pack } from '../types/pack.js';

/**
 * What each item of a history adds by the pack's sequence encoder, as often as it counts by the shopper's wishes: the encoder reads which items are
 * there, not how much they weigh.
 *
 * @param pack with an encoder; [] without one
 * @param history from `weighHistory`
 * @returns by item, each of shape [dimensions]
 */
export function attendWeighed({ attend }: Pick<Pack, 'attend'>, history: readonly HistoryItem[]): readonly Float64Array[] {
  const parts = attend?.(history) ?? [];
  return parts.map((part, place) => {
    const { wish } = history[place];
    return wish === undefined ? part : part.map((value) => value * wish);
  });
}
