import type { CatalogItem } from 'onshelf';

/** A price in the format of the shopper's language; empty if the feed has none. */
export function formatPrice(item: CatalogItem, quantity = 1): string {
  if (item.price === undefined) return '';
  const amount = item.price * quantity;
  try {
    return new Intl.NumberFormat(navigator.language, { style: 'currency', currency: item.currency ?? 'EUR' }).format(amount);
  } catch {
    return `${amount.toFixed(2)} ${item.currency ?? ''}`.trim();
  }
}

/** A count with its noun: "2 pieces", "1 piece". */
export function countOf(count: number, one: string, many: string): string {
  return `${count.toLocaleString(navigator.language)} ${count === 1 ? one : many}`;
}
