import { isFromContent } from '../../core/catalog/from-content.js';
import { OnshelfError } from '../../core/onshelf-error.js';
import { CATEGORY_SHARE, encodeItem, POPULARITY_SHARE, sameCategory } from '../../query/encode-item.js';
import type { Reason } from '../../types/answer.js';
import type { ListContext } from '../list/list-context.js';
import type { RankingSource } from '../list/ranking-source.js';

/** Below it, neither choices of shoppers nor factors speak for an item. */
const ROUNDING = 1e-6;

/**
 * Items similar to one item, without the item itself.
 *
 * @param context pack
 * @param itemId the item
 * @throws OnshelfError `bad-argument` where it is not in the pack
 */
export function relatedSource({ pack }: ListContext, itemId: string): RankingSource {
  const row = pack.rowOf(itemId);
  if (row < 0) throw new OnshelfError('bad-argument', `The item "${itemId}" is not in the pack; check the feed the pack was built from.`);
  const isAlike = sameCategory(pack, row);
  return {
    model: 'related',
    query: encodeItem(pack, row),
    baseline: 0,
    leaveOut: [row],
    knownItems: 1,
    explain: (other, score) => {
      const popular = POPULARITY_SHARE * pack.popularity[other];
      const category = isAlike(other) ? CATEGORY_SHARE : 0;
      const isOfCategoryAlone = category > 0 && score - popular - category < ROUNDING;
      const reasons: Reason[] = [
        {
          kind: 'similar',
          itemId: pack.idOf(row),
          ...((isFromContent(pack, row, other) || isOfCategoryAlone) && { by: 'content' }),
          contribution: score - popular,
        },
        { kind: 'popular', contribution: popular },
      ];
      return reasons.filter(({ contribution }) => contribution);
    },
  };
}
