import { DEFAULT_COUNT } from '../../core/default-count.js';
import { addBit } from '../../core/numbers/bitset.js';
import { encoderOfBand } from '../../core/numbers/encoder-of-band.js';
import { weighHistory } from '../../profile/weigh-history.js';
import { encodeHistory } from '../../query/encode-history.js';
import { encodeShare } from '../../query/encode-share.js';
import { excludeItems } from '../../rerank/exclude-items.js';
import type { ListRequest } from '../../types/request.js';
import type { Query } from '../../types/scoring/query.js';
import type { ListContext } from '../list/list-context.js';
import type { RankingSource } from '../list/ranking-source.js';
import { rowsNotListed } from '../rows/rows-not-listed.js';
import { scoreRow } from '../rows/score-row.js';

/**
 * "Because you viewed X": X is the item of the history that contributes most to the shopper's own list, summed over its items; the
 * list ranks by X alone, without X.
 *
 * @param context pack, scorer, shopper and time
 * @param request exclusions of the list by which X is chosen
 */
export async function becauseSource(context: ListContext, request: ListRequest): Promise<RankingSource> {
  const { pack, profile, scorer, now } = context;
  const settings = pack.manifest.encoder;
  const history = weighHistory(profile, pack.rowOf, settings, now);
  const encoder = encoderOfBand(settings, history);
  const encoded = encodeHistory(pack, history, encoder);
  const mask = excludeItems(pack, profile, request.exclude ?? 'bought');
  for (const unlisted of rowsNotListed(pack, request, now)) addBit(mask, unlisted);
  const { items } = await scorer.score(encoded.query, DEFAULT_COUNT, mask);
  let most = 0;
  let strongest: { readonly place: number; readonly query: Query } | null = null;
  for (const [place, { weight, against }] of history.entries()) {
    if (weight <= against) continue;
    const share = encodeShare(pack, history, encoder, encoded, place);
    // An item's contribution to itself does not count.
    const given = items.reduce((sum, row) => sum + (row === history[place].row ? 0 : scoreRow(pack, share, row)), 0);
    if (given <= most) continue;
    most = given;
    strongest = { place, query: share };
  }
  if (strongest === null) {
    return {
      model: 'because',
      query: null,
      candidates: [],
      baseline: 0,
      leaveOut: [],
      knownItems: history.length,
      steps: [{ name: 'subject', in: history.length, out: 0 }],
      explain: () => [],
    };
  }
  const { row, itemId, name } = history[strongest.place];
  return {
    model: 'because',
    query: strongest.query,
    baseline: 0,
    above: 0,
    leaveOut: [row],
    knownItems: history.length,
    about: { itemId, name },
    steps: [{ name: 'subject', in: history.length, out: 1 }],
    explain: (_row, contribution) => [{ kind: 'event', itemId, name, contribution }],
  };
}
