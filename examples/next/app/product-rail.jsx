'use client';
import { ENGLISH, phrase } from 'onshelf/phrases';
import { useItemRef, useRecentlyViewed, useRecommendations, useRelatedProducts } from 'onshelf/react';
import { ProductLink } from './product-link';

function Card({ entry, report, titles }) {
  const [reason] = entry.reasons;
  return (
    <li ref={useItemRef(report, entry)} data-id={entry.id}>
      <ProductLink product={entry.item} onClick={() => report.click(entry)} />
      <small>{reason ? phrase(reason, titles.get(reason.itemId), ENGLISH) : entry.item.brand}</small>
      <button type="button" aria-label={`Not interested: ${entry.item.title}`} onClick={() => report.feedback(entry, 'hide')}>
        Not interested
      </button>
    </li>
  );
}

function Rail({ list: { items, status, report } }) {
  // To name the products of the reasons.
  const viewed = useRecentlyViewed({ count: 20 });
  const titles = new Map(viewed.items.map(({ item }) => [item.id, item]));
  return (
    <ul className="cards" data-status={status}>
      {items.map((entry) => (
        <Card key={entry.place} entry={entry} report={report} titles={titles} />
      ))}
    </ul>
  );
}

/** The home page's list: the bestsellers on the server, the shopper's own in the browser. */
export function HomeRail({ bestsellers }) {
  return <Rail list={useRecommendations({ scenario: 'home', exclude: 'seen', fallback: bestsellers })} />;
}

/** What goes with a product. */
export function RelatedRail({ id, bestsellers }) {
  return <Rail list={useRelatedProducts(id, { fallback: bestsellers })} />;
}
