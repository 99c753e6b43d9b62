import type { CatalogItem } from 'onshelf';

/** A price in the words of the shopper's language; empty where the feed had none. */
export function formatPrice(item: CatalogItem, quantity = 1): string {
  if (item.price === undefined) return '';
  const amount = item.price * quantity;
  try {
    return new Intl.NumberFormat(navigator.language, { style: 'currency', currency: item.currency ?? 'EUR' }).format(amount);
  } catch {
    return `${amount.toFixed(2)} ${item.currency ?? ''}`.trim();
  }
}

/** Such as "2 pieces" and "1 piece". */
export function countOf(count: number, one: string, many: string): string {
  return `${count.toLocaleString(navigator.language)} ${count === 1 ? one : many}`;
}
