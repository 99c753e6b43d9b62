'use client';
import type { CatalogItem } from 'onshelf';
import { ENGLISH, phrase } from 'onshelf/phrases';
import { type ListItem, useItems } from 'onshelf/react';

export function Why({ entry }: { entry: ListItem<CatalogItem> }) {
  const [reason] = entry.reasons;
  const itemId = reason && 'itemId' in reason ? reason.itemId : undefined;
  const { value: named } = useItems(itemId === undefined ? [] : [itemId]);
  return <small>{reason && phrase(reason, named?.get(itemId ?? ''), ENGLISH)}</small>;
}
