import type { ListCall } from '../../types/list-call.js';
import type { ListContext } from '../list/list-context.js';
import { personalSource } from '../list/personal-source.js';
import type { RankingSource } from '../list/ranking-source.js';
import { relatedSource } from './related-source.js';

/**
 * The ranking source of a call. The two most common lists are in the first bundle; the others load with `further-lists`.
 *
 * @param context pack, shopper and time
 * @param call names the list
 * @throws OnshelfError `bad-argument` for an unknown list
 */
export async function chooseSource(context: ListContext, call: ListCall): Promise<RankingSource> {
  switch (call.kind) {
    case 'recommend': {
      const source = personalSource(context);
      // The condition reads call and pack alone, never the history: what is fetched must not reveal who has been here before.
      if (context.pack.meanPopularity && !(call.itemId || call.query || call.category)) return source;
      const { furtherLists } = await import('./further-lists.js');
      return source.model === 'popular' ? furtherLists.coldSource(context, call, source) : source;
    }
    case 'related':
      if (Number(call.userImpact) > 0) break;
      return relatedSource(context, call.itemId ?? '');
  }
  return (await import('./further-lists.js')).furtherLists.chooseSource(context, call);
}
