import { exposureGini } from '../../core/numbers/exposure-gini.js';
import { longTail } from '../../core/numbers/long-tail.js';
import type { AttributedList } from '../../profile/attribute-events.js';
import type { Pack } from '../../types/pack.js';
import type { BrandExposure, Exposure } from '../../types/results/measures.js';

/** Number of brands told. */
const BRANDS_TOLD = 20;

/**
 * What lists showed: how much of the catalogue, how evenly, how much of the long tail, and whose brands. A function of the log and the pack, so a
 * forgotten event was never counted.
 *
 * @param lists of the shopper, with the items seen
 * @param pack the catalogue
 * @see Abdollahpouri, Burke, Mobasher: Managing popularity bias in recommender systems with personalized re-ranking, FLAIRS 2019 (share of long-tail
 *   items); Vargas, Castells: Rank and relevance in novelty and diversity metrics for recommender systems, RecSys 2011 (complement of popularity)
 */
export function measureExposure(lists: readonly Pick<AttributedList, 'seen'>[], pack: Pack): Exposure {
  const shown = new Uint32Array(pack.items);
  for (const { seen } of lists) {
    for (const id of seen) {
      const row = pack.rowOf(id);
      if (row >= 0) shown[row]++;
    }
  }
  const impressions = shown.reduce((sum, times) => sum + times, 0);
  if (impressions === 0) return { impressions, coverage: null, gini: null, longTail: null, novelty: null, brands: [] };
  const isTail = longTail(pack.popularity);
  const novel = shown.reduce((sum, times, row) => sum + times * (1 - pack.popularity[row]), 0);
  return {
    impressions,
    coverage: shown.filter((times) => times > 0).length / pack.items,
    gini: exposureGini(shown),
    longTail: shown.reduce((sum, times, row) => sum + (isTail(row) ? times : 0), 0) / impressions,
    novelty: novel / impressions,
    brands: brandsOf(shown, impressions, pack),
  };
}

/** Shares of the brands, in impressions and in the catalogue. */
function brandsOf(shown: Uint32Array, impressions: number, pack: Pack): BrandExposure[] {
  const column = pack.codedColumn('brand');
  if (column === null) return [];
  const { codes, values } = column;
  const [times, items] = [new Uint32Array(values.length), new Uint32Array(values.length)];
  for (const [row, count] of shown.entries()) {
    times[codes[row]] += count;
    items[codes[row]]++;
  }
  return values
    .flatMap((brand, code) =>
      brand === '' || times[code] === 0 ? [] : { brand, share: times[code] / impressions, catalog: items[code] / pack.items },
    )
    .sort((a, b) => b.share - a.share || (a.brand < b.brand ? -1 : 1))
    .slice(0, BRANDS_TOLD);
}
