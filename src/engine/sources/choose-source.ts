import type { ListCall } from '../../types/list-call.js';
import { personalSource } from '../list/personal-source.js';
import type { ListContext, RankingSource } from '../list/ranking-source.js';
import { relatedSource } from './related-source.js';

/**
 * What a call's list is ranked by. The lists that nearly every page asks for are at hand; the others are loaded when they are asked for.
 *
 * @param context pack, shopper and clock
 * @param call which list
 * @throws OnshelfError `bad-argument` where there is no such list
 */
export async function chooseSource(context: ListContext, call: ListCall): Promise<RankingSource> {
  switch (call.kind) {
    case 'recommend': {
      const source = personalSource(context);
      // By what call and pack say, never by what is known: what is fetched must not tell which shoppers the shop has seen before.
      if (context.pack.meanPopularity && !(call.itemId || call.query || call.category)) return source;
      const { coldSource } = await import('./cold-source.js');
      const further = context.pack.meanPopularity > 0 ? null : (await import('./further-lists.js')).furtherLists;
      return source.model === 'popular' ? coldSource(context, call, source, further) : source;
    }
    case 'related':
      if (Number(call.userImpact) > 0) break;
      return relatedSource(context, call.itemId ?? '');
  }
  return (await import('./further-lists.js')).furtherLists.chooseSource(context, call);
}
