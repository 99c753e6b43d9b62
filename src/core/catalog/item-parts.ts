import type { EncoderSettings } from '../../types/manifest.js';
import type { Neighbours, Pack } from '../../types/pack.js';
import type { HistoryItem } from '../../types/history.js';

/** A part of the score that each item of a history adds to on its own. */
export interface ItemPart {
  /** What the part is worth beside the others. */
  readonly worth: number;
  /** Factor per distinct item touched since, in (0, 1]. */
  readonly decay: number;
  /** Which items an item adds to; null: itself alone. */
  readonly table: Neighbours | null;
}

/**
 * The parts of a pack's blend that are sums over the items of the history.
 *
 * @param pack the catalogue
 * @param encoder settings and blend
 */
export function itemParts(pack: Pick<Pack, 'neighbours' | 'followers'>, encoder: EncoderSettings): ItemPart[] {
  const { blend } = encoder;
  return [
    { worth: blend.neighbours, decay: encoder.positionDecay, table: pack.neighbours },
    { worth: blend.followers, decay: encoder.followerDecay, table: pack.followers },
    { worth: blend.seen, decay: encoder.seenDecay, table: null },
  ];
}

/**
 * What each item of a history is worth to one part: its interest, faded by the part's own decay, as a share of all.
 *
 * @param history from `weighHistory`, latest first
 * @param part which part
 * @returns shape [history], sum `part.worth`, or zeros where the history holds no interest
 */
export function historyShares(history: readonly HistoryItem[], { worth, decay }: ItemPart): number[] {
  let total = 0;
  const faded = history.map(({ interest }, place) => {
    const share = interest * decay ** place;
    total += share;
    return share;
  });
  return faded.map((share) => (total > 0 ? (worth * share) / total : 0));
}
