import { OnshelfError } from '../../core/onshelf-error.js';
import { encodeItem } from '../../query/encode-item.js';
import type { ListContext } from '../list/list-context.js';
import type { RankingSource } from '../list/ranking-source.js';

/**
 * Items like one item, without the item itself.
 *
 * @param context pack, shopper and clock
 * @param itemId the item asked about
 * @throws OnshelfError `bad-argument` where the pack does not know it
 */
export function relatedSource({ pack }: ListContext, itemId: string): RankingSource {
  const row = pack.rowOf(itemId);
  if (row < 0) throw new OnshelfError('bad-argument', `The pack knows no item "${itemId}"; is it in the feed the pack was built from?`);
  return {
    model: 'related',
    query: encodeItem(pack, row),
    baseline: 0,
    leaveOut: [row],
    knownItems: 1,
    explain: (_row, contribution) => [{ kind: 'similar', itemId, contribution }],
  };
}
