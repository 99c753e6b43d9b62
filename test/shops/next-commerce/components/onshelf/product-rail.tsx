'use client';
import Link from 'next/link';
import type { CatalogItem } from 'onshelf';
import { type ListItem, type ListReport, useItemRef, useRecommendations, useRelatedProducts } from 'onshelf/react';
import { pathOf } from '@/lib/path-of';
import { Why } from './why';

function Card({ entry, report }: { entry: ListItem<CatalogItem>; report: ListReport }) {
  return (
    <li ref={useItemRef(report, entry)} data-card>
      <Link href={pathOf(entry.item.link)} prefetch={false} onClick={() => report.click(entry)}>
        <img src={entry.item.image_link} width={176} height={176} alt="" />
        <span data-slot="title">{entry.item.title}</span>
      </Link>
      <span data-slot="reason">
        <Why entry={entry} />
      </span>
    </li>
  );
}

export function HomeRail({ bestsellers }: { bestsellers: CatalogItem[] }) {
  const { items, report } = useRecommendations({ scenario: 'home', exclude: 'seen', fallback: bestsellers });
  return (
    <ul className="grid">
      {items.map((entry) => (
        <Card key={entry.place} entry={entry} report={report} />
      ))}
    </ul>
  );
}

export function RelatedRail({ id, bestsellers }: { id: string; bestsellers: CatalogItem[] }) {
  const { items, report } = useRelatedProducts(id, { fallback: bestsellers });
  return (
    <ul className="grid">
      {items.map((entry) => (
        <Card key={entry.place} entry={entry} report={report} />
      ))}
    </ul>
  );
}
