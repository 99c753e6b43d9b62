import { OnshelfError } from '../core/onshelf-error.js';
import type { ListCall } from '../types/list-call.js';
import type { ListContext, ListSource } from './list-source.js';
import { personalSource } from './personal-source.js';
import { recentSource } from './recent-source.js';
import { relatedSource } from './related-source.js';

/**
 * What a call's list is ranked by.
 *
 * @param context pack, shopper and clock
 * @param call which list
 * @throws OnshelfError `bad-argument` where there is no such list
 */
export async function chooseSource(context: ListContext, call: ListCall): Promise<ListSource> {
  switch (call.kind) {
    case 'recommend': {
      const source = personalSource(context);
      const colder = call.itemId || call.query || call.category || context.pack.prototypes;
      return source.model === 'popular' && colder ? (await import('./cold-source.js')).coldSource(context, call, source) : source;
    }
    case 'related':
      return relatedSource(context, call.itemId ?? '');
    case 'recentlyViewed':
      return recentSource(context);
    default:
      throw new OnshelfError('bad-argument', `There is no list "${String(call.kind)}".`);
  }
}
