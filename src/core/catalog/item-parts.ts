import type { HistoryItem } from '../../types/history.js';
import type { EncoderSettings } from '../../types/manifest.js';
import type { Neighbours, Pack } from '../../types/pack.js';

/** A part of the score that is a sum over the items of the history. */
export interface ItemPart {
  /** Weight of the part. */
  readonly worth: number;
  /** Decay per distinct later item, in (0, 1]. */
  readonly decay: number;
  /** Items that an item adds to; null: only itself. */
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
 * The share of each item of the history in one part: its interest with the part's decay, divided by the sum.
 *
 * @param history from `weighHistory`, latest first
 * @param part the part
 * @returns shape [history], sum `part.worth`, or zeros if the history has no interest
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
