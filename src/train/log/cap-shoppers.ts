import type { InputNote } from '../input/input-facts.js';
import type { Interactions } from './interactions.js';

/** Caps nothing yet. */
export function capShoppers(interactions: Interactions): { interactions: Interactions; notes: InputNote[] } {
  return { interactions, notes: [] };
}
