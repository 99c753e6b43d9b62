import { encoderOfBand } from '../core/numbers/encoder-of-band.js';
import { weighHistory } from '../profile/weigh-history.js';
import { encodeHistory } from '../query/encode-history.js';
import { excludeItems } from '../rerank/exclude-items.js';
import type { EncoderSettings } from '../types/manifest.js';
import type { Pack } from '../types/pack.js';
import type { Profile } from '../types/profile.js';
import type { Exclude } from '../types/request.js';
import type { Scorer, TopK } from '../types/scoring/scorer.js';

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

/**
 * From profile to the best rows, by any encoder's settings: history, query, mask, top K. The trainer asks so, with the stages
 * that the browser runs, so what is measured is what ships.
 */
export async function rank(input: RankInput): Promise<TopK> {
  const { pack, scorer, profile, now, exclude, count } = input;
  const settings = input.encoder ?? pack.manifest.encoder;
  const history = weighHistory(profile, pack.rowOf, settings, now);
  const encoder = encoderOfBand(settings, history);
  const { query } = encodeHistory(pack, history, encoder);
  return scorer.score(query, count, excludeItems(pack, profile, exclude));
}
