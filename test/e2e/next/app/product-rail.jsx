'use client';
import { useItemRef, useRecommendations } from 'onshelf/react';

function Card({ entry, report }) {
  return (
    <li ref={useItemRef(report, entry)} data-id={entry.id} style={{ height: 80, overflow: 'hidden' }}>
      <a href={`/product/${entry.id}`} onClick={() => report.click(entry)}>
        {entry.item.title}
      </a>
    </li>
  );
}

export function ProductRail({ bestsellers }) {
  const { items, status, report } = useRecommendations({ fallback: bestsellers });
  return (
    <ul data-status={status} style={{ display: 'grid', gridTemplateColumns: 'repeat(4, 1fr)', gap: 8 }}>
      {items.map((entry) => (
        <Card key={entry.place} entry={entry} report={report} />
      ))}
    </ul>
  );
}
