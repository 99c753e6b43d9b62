import type { CatalogItem } from 'onshelf';
import { ENGLISH, phrase } from 'onshelf/phrases';
import { type List, type ListItem, type ListReport, useItemRef } from 'onshelf/react';
import { ProductLink } from './product-link';
import { findProduct } from './products';

/** Why a product is in the list. */
function reasonOf({ reasons: [reason], item }: ListItem<CatalogItem>): string {
  if (reason === undefined) return item.brand ?? '';
  return phrase(reason, 'itemId' in reason ? findProduct(reason.itemId) : undefined, ENGLISH);
}

function Card({ entry, report }: { readonly entry: ListItem<CatalogItem>; readonly report: ListReport }) {
  return (
    <li ref={useItemRef(report, entry)} data-id={entry.id}>
      <ProductLink product={entry.item} onClick={() => report.click(entry)} />
      <small>{reasonOf(entry)}</small>
      <button type="button" aria-label={`Not interested: ${entry.item.title}`} onClick={() => report.feedback(entry, 'hide')}>
        Not interested
      </button>
    </li>
  );
}

/** A list of products, with the reason for each. */
export function ProductRail({ title, list }: { readonly title: string; readonly list: List<CatalogItem> }) {
  const { items, status, report } = list;
  return (
    <section>
      <h2>{title}</h2>
      <ul className="cards" data-status={status}>
        {items.map((entry) => (
          <Card key={entry.place} entry={entry} report={report} />
        ))}
      </ul>
    </section>
  );
}
