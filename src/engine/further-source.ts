import { OnshelfError } from '../core/onshelf-error.js';
import type { ListCall } from '../types/list-call.js';
import { becauseSource } from './because-source.js';
import { dueSource } from './due-source.js';
import type { ListContext, ListSource } from './list-source.js';
import { newSource } from './new-source.js';
import { togetherSource } from './together-source.js';
import { trendingSource } from './trending-source.js';

/**
 * The sources of lists that few pages ask for.
 *
 * @param context pack, shopper and clock
 * @param call which list
 * @throws OnshelfError `bad-argument` where there is no such list
 */
export async function furtherSource(context: ListContext, call: ListCall): Promise<ListSource> {
  switch (call.kind) {
    case 'boughtTogether':
      return togetherSource(context, call.itemIds ?? []);
    case 'trending':
      return trendingSource(context, call);
    case 'newArrivals':
      return newSource(context, call);
    case 'buyAgain':
      return dueSource(context);
    case 'because':
      return becauseSource(context, call);
    default:
      throw new OnshelfError('bad-argument', `There is no list "${String(call.kind)}".`);
  }
}
