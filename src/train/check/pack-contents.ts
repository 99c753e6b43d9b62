import { SOLD_OUT } from '../../core/catalog/sold-out.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { PackContents } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';

/** Significant digits of the published counts of events and shoppers. */
const PUBLISHED_DIGITS = 2;

/**
 * Figures on a catalogue that the next build compares its own with.
 *
 * @param catalog items of the pack
 */
export function catalogContents(catalog: readonly CatalogItem[]): PackContents {
  const share = (matches: (item: CatalogItem) => boolean): number => shareOf(catalog.filter(matches).length, catalog.length);
  return {
    inStock: share(({ availability = '' }) => !SOLD_OUT.test(availability)),
    priced: share(({ price }) => price !== undefined),
    pictured: share(({ image_link = '' }) => image_link !== ''),
    titled: share(({ title = '' }) => title !== ''),
  };
}

/**
 * Figures on a log. `pack.json` is public, and a shop's numbers of visitors are not: two digits are enough to notice that a log is cut off.
 *
 * @param events used, 0 or more
 * @param shoppers 0 or more
 */
export function logContents(events: number, shoppers: number): PackContents {
  return { events: Number(events.toPrecision(PUBLISHED_DIGITS)), shoppers: Number(shoppers.toPrecision(PUBLISHED_DIGITS)) };
}

/**
 * Figures on the tables of a pack.
 *
 * @param pack decoded
 */
export function tableContents({ items, neighbours, followers }: Pick<Pack, 'items' | 'neighbours' | 'followers'>): PackContents {
  let reached = 0;
  for (let row = 0; row < items; row++) {
    const hasNeighbours = neighbours.offsets[row + 1] > neighbours.offsets[row];
    if (hasNeighbours || followers.offsets[row + 1] > followers.offsets[row]) reached++;
  }
  return { withNeighbours: shareOf(reached, items) };
}

/** A share with four decimals; 0 of nothing. */
function shareOf(count: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((1e4 * count) / whole) / 1e4;
}
