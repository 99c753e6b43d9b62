import type { CatalogItem } from 'onshelf';

/** A product of the shop, with the names of its feed. */
export interface Product extends CatalogItem {
  readonly title: string;
  readonly description?: string;
}

// Takes the place of the shop's own server.
const response = await fetch('/products.json');
const products: readonly Product[] = await response.json();

/** The product of an id, or undefined. */
export const findProduct = (id: string): Product | undefined => products.find((product) => product.id === id);

const named = (ids: string): Product[] => ids.split(' ').flatMap((id) => findProduct(id) ?? []);

/** What the shop shows while nothing is known about the shopper. */
export const bestsellers = named('boot-001 backpack-012 stove-004 lamp-007 bottle-002 pot-004 rope-003 chair-006');
export const newProducts = named('tent-014 jacket-005 bag-010 fleece-008 bike-004 kayak-002 goggles-002 hat-003');
