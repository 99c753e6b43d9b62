'use client';
import Link from 'next/link';
import type { CatalogItem } from 'onshelf';
import { ENGLISH, phrase } from 'onshelf/phrases';
import { type ListItem, type ListReport, useItemRef, useRecentlyViewed, useRecommendations, useRelatedProducts } from 'onshelf/react';

type Titles = ReadonlyMap<string, CatalogItem>;

function Card({ entry, report, titles }: { entry: ListItem<CatalogItem>; report: ListReport; titles: Titles }) {
  const [reason] = entry.reasons;
  const named = reason && 'itemId' in reason ? titles.get(reason.itemId) : undefined;
  return (
    <li ref={useItemRef(report, entry)} data-card>
      <Link href={entry.item.link ?? '/'} prefetch={false} onClick={() => report.click(entry)}>
        <img src={entry.item.image_link} width={176} height={176} alt="" />
        <span data-slot="title">{entry.item.title}</span>
      </Link>
      <small data-slot="reason">{reason && phrase(reason, named, ENGLISH)}</small>
    </li>
  );
}

function Cards({ items, report }: { items: readonly ListItem<CatalogItem>[]; report: ListReport }) {
  const viewed = useRecentlyViewed({ count: 20 });
  const titles: Titles = new Map(viewed.items.map(({ item }) => [item.id, item]));
  return (
    <ul className="grid">
      {items.map((entry) => (
        <Card key={entry.place} entry={entry} report={report} titles={titles} />
      ))}
    </ul>
  );
}

export function HomeRail({ bestsellers }: { bestsellers: CatalogItem[] }) {
  const { items, report } = useRecommendations({ scenario: 'home', exclude: 'seen', fallback: bestsellers });
  return <Cards items={items} report={report} />;
}

export function RelatedRail({ id, bestsellers }: { id: string; bestsellers: CatalogItem[] }) {
  const { items, report } = useRelatedProducts(id, { fallback: bestsellers });
  return <Cards items={items} report={report} />;
}
