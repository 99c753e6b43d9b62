import { readFileSync } from 'node:fs';

// Takes the place of the shop's own database. Read on the server only.
const products = JSON.parse(readFileSync('public/products.json', 'utf8'));
const named = (ids) => ids.split(' ').map(findProduct);

/** The product of an id, or undefined. */
export function findProduct(id) {
  return products.find((product) => product.id === id);
}

/** What the server renders in every list: the same for everybody. */
export const bestsellers = named('boot-001 backpack-012 stove-004 lamp-007 bottle-002 pot-004 rope-003 chair-006');
export const newProducts = named('tent-014 jacket-005 bag-010 fleece-008 bike-004 kayak-002 goggles-002 hat-003');
