import { OnshelfError } from '../../core/onshelf-error.js';
import type { ListCall } from '../../types/list-call.js';
import type { ListContext, RankingSource } from '../list/ranking-source.js';
import { becauseSource } from './because-source.js';
import { continueList } from './continue-list.js';
import { dueSource } from './due-source.js';
import { interleaveLists } from './interleave-lists.js';
import { leaningSource } from './leaning-source.js';
import { newSource } from './new-source.js';
import { rankSegments } from './rank-segments.js';
import { recentSource } from './recent-source.js';
import { relatedSource } from './related-source.js';
import { rerankItems } from './rerank-items.js';
import { togetherSource } from './together-source.js';
import { trendingSource } from './trending-source.js';

/**
 * What few pages ask for, in one lazy part: whoever asks for one often asks for another, and each more file costs a page more than
 * its bytes.
 */
export const furtherLists = { chooseSource: furtherSource, rerankItems, interleaveLists, continueList, rankSegments };

/**
 * The sources of lists that are not at hand.
 *
 * @param context pack, shopper and clock
 * @param call which list
 * @throws OnshelfError `bad-argument` where there is no such list
 */
async function furtherSource(context: ListContext, call: ListCall): Promise<RankingSource> {
  switch (call.kind) {
    case 'related':
      return leaningSource(context, relatedSource(context, call.itemId ?? ''), Number(call.userImpact));
    case 'boughtTogether':
      return togetherSource(context, call.itemIds ?? []);
    case 'trending':
      return trendingSource(context, call);
    case 'newArrivals':
      return newSource(context, call);
    case 'recentlyViewed':
      return recentSource(context);
    case 'buyAgain':
      return dueSource(context);
    case 'because':
      return becauseSource(context, call);
    default:
      throw new OnshelfError('bad-argument', `There is no list "${String(call.kind)}".`);
  }
}
