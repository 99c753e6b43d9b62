import { encoderOfBand } from '../core/encoder-of-band.js';
import { explainItem } from '../explain/explain-item.js';
import { weighHistory } from '../profile/weigh-history.js';
import { encodeHistory } from '../query/encode-history.js';
import type { ListContext, ListSource } from './list-source.js';

/**
 * "For you": the shopper's whole history as one query; popularity alone where nothing is known.
 *
 * @param context pack, shopper and clock
 */
export function personalSource({ pack, profile, now }: ListContext): ListSource {
  const settings = pack.manifest.encoder;
  const history = weighHistory(profile, pack.rowOf, settings, now);
  const encoder = encoderOfBand(settings, history);
  const { query, foldIn, mix } = encodeHistory(pack, history, encoder);
  const evidence = { pack, history, encoder, biasWeight: query.biasWeight, factor: foldIn?.factor ?? null, mix };
  return {
    model: history.some((item) => item.weight > 0) ? 'personal' : 'popular',
    query,
    baseline: query.biasWeight * pack.meanPopularity,
    leaveOut: [],
    knownItems: history.length,
    explain: (row, score) => explainItem(evidence, row, score),
  };
}
