import { countBits } from '../core/bitset.js';
import { encoderOfBand } from '../core/encoder-of-band.js';
import { weighHistory } from '../profile/weigh-history.js';
import { type EncodedHistory, encodeHistory } from '../query/encode-history.js';
import { excludeItems } from '../rerank/exclude-items.js';
import type { HistoryItem } from '../types/history.js';
import type { EncoderSettings } from '../types/manifest.js';
import type { Pack } from '../types/pack.js';
import type { Profile } from '../types/profile.js';
import type { Exclude } from '../types/request.js';
import type { Scorer, TopK } from '../types/scorer.js';

/** What a ranking is a function of, and of nothing else. */
export interface RankInput {
  readonly pack: Pack;
  readonly scorer: Scorer;
  readonly profile: Profile;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly exclude: Exclude;
  /** Most items wanted, 1 to 1000. */
  readonly count: number;
  /** Default: the pack's own. */
  readonly encoder?: EncoderSettings;
}

/** The best rows, and the working that explains them. */
export interface Ranking {
  readonly top: TopK;
  readonly model: 'personal' | 'popular';
  readonly history: readonly HistoryItem[];
  readonly encoded: EncodedHistory;
  readonly encoder: EncoderSettings;
  /** Items the mask left out. */
  readonly excluded: number;
}

/**
 * From profile to the best rows: history, query, mask, top K. The browser and `onshelf evaluate` both call this very
 * function, so what is measured is what ships.
 */
export async function rank(input: RankInput): Promise<Ranking> {
  const { pack, scorer, profile, now, exclude, count } = input;
  const settings = input.encoder ?? pack.manifest.encoder;
  const history = weighHistory(profile, pack.rowOf, settings, now);
  const encoder = encoderOfBand(settings, history);
  const encoded = encodeHistory(pack, history, encoder);
  const mask = excludeItems(pack, profile, exclude);
  const top = await scorer.score(encoded.query, count, mask);
  const model = history.some((item) => item.weight > 0) ? 'personal' : 'popular';
  return { top, model, history, encoded, encoder, excluded: countBits(mask) };
}
