import { weighHistory } from '../../profile/weigh-history.js';
import { weighTastes } from '../../profile/weigh-tastes.js';
import type { CodedColumnName, Pack } from '../../types/pack.js';
import type { Profile } from '../../types/profile.js';
import type { Segment, Segments } from '../../types/results/segments.js';

/**
 * Categories and brands in the order of the shopper's interest; by popularity for an unknown shopper.
 *
 * @param pack the catalogue
 * @param profile the shopper
 * @param now milliseconds since 1970
 * @param count maximum number of each, 1 to 1000
 */
export function rankSegments(pack: Pack, profile: Profile, now: number, count: number): Segments {
  const history = weighHistory(profile, pack.rowOf, pack.manifest.encoder, now);
  const rank = (name: CodedColumnName): Segment[] =>
    weighTastes(pack, history, name)
      .sort((a, b) => b.share - a.share || a.code - b.code)
      .slice(0, count)
      .map(({ code, value, share, items }) => ({
        name: (name === 'product_type' && pack.categoryNames?.[code]) || value,
        score: share,
        items,
      }));
  const known = history.some(({ weight }) => weight > 0);
  return { model: known ? 'personal' : pack.meanPopularity ? 'popular' : 'feed', categories: rank('product_type'), brands: rank('brand') };
}
