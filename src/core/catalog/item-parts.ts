import type { HistoryItem } from '../../types/history.js';
import type { EncoderSettings } from '../../types/manifest.js';
import type { Neighbours, Pack } from '../../types/pack.js';

/**
 * Weight of a dislike in the parts of the blend, as a share of that of a like: the largest whose cost on a log was no more than chance, where items were
 * dismissed that the shopper never came back to (`bench/signals.mjs`).
 */
const DISLIKE = 0.25;

/** A part of the score that is a sum over the items of the history. */
export interface ItemPart {
  /** Weight of the part. */
  readonly worth: number;
  /** Decay per distinct later item, in (0, 1]. */
  readonly decay: number;
  /** Items that an item adds to; null: only itself. */
  readonly table: Neighbours | null;
  /** Weight of a dislike, as a share of that of a like, 0 to 1. Default 0. */
  readonly dislike?: number;
}

/**
 * The parts of a pack's blend that are sums over the items of the history.
 *
 * @param pack the catalogue
 * @param encoder settings and blend
 */
export function itemParts(pack: Pick<Pack, 'neighbours' | 'followers'>, encoder: EncoderSettings): ItemPart[] {
  const { blend, dislike = DISLIKE } = encoder;
  return [
    { worth: blend.neighbours, decay: encoder.positionDecay, table: pack.neighbours, dislike },
    { worth: blend.followers, decay: encoder.followerDecay, table: pack.followers, dislike },
    { worth: blend.seen, decay: encoder.seenDecay, table: null, dislike },
  ];
}

/** The shares of the items of a history in one part. Each of shape [history]. */
export interface HistoryShares {
  /** 0 or more, sum `worth` of the part, or zeros if the history has no interest. */
  readonly liked: readonly number[];
  /** 0 or less, sum `-worth * dislike` or more. */
  readonly disliked: readonly number[];
}

/**
 * The share of each item of the history in one part: its interest with the part's decay, divided by the sum; for a disliked one, less by
 * its disinterest, which does not fade with later items, divided by the larger of both sums: so dislikes never weigh more than likes could.
 *
 * @param history from `weighHistory`, latest first
 * @param part the part
 */
export function historyShares(history: readonly HistoryItem[], { worth, decay, dislike = 0 }: ItemPart): HistoryShares {
  let total = 0;
  let against = 0;
  const faded = history.map((item, place) => {
    const share = item.interest * decay ** place;
    total += share;
    against += item.against;
    return share;
  });
  const most = Math.max(total, against);
  return {
    liked: faded.map((share) => (total > 0 ? (worth * share) / total : 0)),
    disliked: history.map((item) => (most > 0 ? (-dislike * worth * item.against) / most : 0)),
  };
}
