import { attribute, closest, contains, find, listen, unlisten } from '../core/page/page-nodes.js';
import { bareAddress } from '../core/text/product-address.js';
import type { Answer } from '../types/answer.js';
import type { Shelf } from '../types/shelf.js';
import type { ListSlot } from './list-slot.js';
import { shopNodesOf } from './markup/own-nodes.js';
import type { PageList } from './page-lists.js';
import { watchImpressions } from './watch-impressions.js';

/**
 * Records what happens to the shop's own items, where these are what the shopper's group of an experiment gets, as to the cards of a list. Their ids are
 * those of `data-onshelf-item`, else the addresses that they link to. A list of its own ends that.
 *
 * @param shelf records it
 * @param entry of the list, which keeps what ends it
 * @param slot of the list
 * @param answer of a placement
 */
export function reportShopOrder(shelf: Shelf, entry: PageList, { place }: ListSlot, { servedBy, trace, recommendationId }: Answer): void {
  const { name, arm } = trace.placement ?? {};
  const of = servedBy.model === 'fallback' && arm !== undefined ? `${name} ${arm}` : '';
  if (of !== '' && entry.shopOrder?.of === of && entry.shopOrder.place === place) return;
  entry.shopOrder?.stop();
  entry.shopOrder = undefined;
  if (of === '') return;
  const items = shopNodesOf(place).flatMap((node) => {
    const id = node instanceof Element ? idOf(node) : undefined;
    return id === undefined ? [] : { id, node: node as Element };
  });
  const record = (event: 'view_item_list' | 'select_item', some: typeof items): void => {
    if (some.length > 0)
      void shelf.track(event, {
        items: some.map((one) => ({ item_id: one.id, index: items.indexOf(one) })),
        item_list_id: recommendationId,
      });
  };
  const impressions = watchImpressions((seen) =>
    record(
      'view_item_list',
      items.filter(({ node }) => seen.includes(node)),
    ),
  );
  for (const { node } of items) impressions.watch(node);
  const clicked = (event: Event): void => {
    const { target, button } = event as MouseEvent;
    if (button > 1 || closest(target, 'a[href]') === null) return;
    record(
      'select_item',
      items.filter(({ node }) => contains(node, target as Node)),
    );
  };
  for (const type of ['click', 'auxclick']) listen(place, type, clicked);
  const stop = (): void => {
    impressions.stop();
    for (const type of ['click', 'auxclick']) unlisten(place, type, clicked);
  };
  entry.shopOrder = { of, place, stop };
}

/** The id of one of the shop's items, or its address; undefined without either. */
function idOf(node: Element): string | undefined {
  const marked = attribute(node, 'data-onshelf-item') ?? attribute(find(node, '[data-onshelf-item]') ?? node, 'data-onshelf-item');
  if (marked) return marked;
  const link = find<HTMLAnchorElement>(node, 'a[href]');
  return link && bareAddress(link.href) ? link.href : undefined;
}
