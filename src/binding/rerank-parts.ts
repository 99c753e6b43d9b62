import type { RerankRequest } from '../types/request.js';
import type { OrderOptions } from './list.js';
import type { ListParts } from './list-maker.js';
import type { Identified } from './list-report.js';
import { textOfParts } from './shelf-call.js';

/** What a reordered list is made of. */
export function rerankParts<Item extends Identified>(
  items: readonly Item[],
  { resetKey, ...request }: RerankRequest & OrderOptions,
): ListParts<Item> {
  return {
    call: { name: 'rerank', about: items.map(({ id }) => id), request },
    fallback: items,
    order: textOfParts([resetKey]),
  };
}
