'use client';
import Link from 'next/link';
import { useItemRef, useRecommendations } from 'onshelf/react';

function Card({ entry, report }) {
  return (
    <li ref={useItemRef(report, entry)} data-id={entry.id} style={{ height: 80, overflow: 'hidden' }}>
      {/* Fetched ahead, the pages of what is recommended would tell the server what that is. */}
      <Link href={`/product/${entry.id}`} prefetch={false} onClick={() => report.click(entry)}>
        {entry.item.title}
      </Link>
    </li>
  );
}

export function ProductRail({ bestsellers }) {
  const { items, status, report } = useRecommendations({ scenario: 'home', exclude: 'seen', fallback: bestsellers });
  return (
    <ul id="rail" data-status={status} style={{ display: 'grid', gridTemplateColumns: 'repeat(4, 1fr)', gap: 8 }}>
      {items.map((entry) => (
        <Card key={entry.place} entry={entry} report={report} />
      ))}
    </ul>
  );
}
