import { OnshelfError } from '../../core/onshelf-error.js';
import type { ListCall } from '../../types/list-call.js';
import type { ListContext } from '../list/list-context.js';
import type { RankingSource } from '../list/ranking-source.js';
import { becauseSource } from './because-source.js';
import { coldSource } from './cold-source.js';
import { continueList } from './continue-list.js';
import { dueSource } from './due-source.js';
import { interleaveLists } from './interleave-lists.js';
import { leaningSource } from './leaning-source.js';
import { newSource } from './new-source.js';
import { recentSource } from './recent-source.js';
import { relatedSource } from './related-source.js';
import { rerankItems } from './rerank-items.js';
import { saleSource } from './sale-source.js';
import { savedSource } from './saved-source.js';
import { trendingSource } from './trending-source.js';

/** The less common lists, in one lazy chunk: a page that needs one often needs another, and each further file costs more than its bytes. */
export const furtherLists = { chooseSource: furtherSource, coldSource, rerankItems, interleaveLists, continueList };

/**
 * The ranking sources of this chunk.
 *
 * @param context pack, shopper and time
 * @param call names the list
 * @throws OnshelfError `bad-argument` for an unknown list
 */
async function furtherSource(context: ListContext, call: ListCall): Promise<RankingSource> {
  switch (call.kind) {
    case 'related':
      return leaningSource(context, relatedSource(context, call.itemId ?? ''), Number(call.userImpact));
    case 'boughtTogether':
      return (await import('../cart/together-source.js')).togetherSource(context, call.itemIds ?? []);
    case 'trending':
      return trendingSource(context, call);
    case 'newArrivals':
      return newSource(context, call);
    case 'onSale':
      return saleSource(context, call);
    case 'recentlyViewed':
      return recentSource(context);
    case 'buyAgain':
      return dueSource(context);
    case 'savedForLater':
      return savedSource(context);
    case 'because':
      return becauseSource(context, call);
    default:
      throw new OnshelfError('bad-argument', `There is no list "${String(call.kind)}".`);
  }
}
