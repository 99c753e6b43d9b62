import { hasBit } from '../../core/numbers/bitset.js';
import { weighHistory } from '../../profile/weigh-history.js';
import { weighTastes } from '../../profile/weigh-tastes.js';
import type { CodedColumnName } from '../../types/pack.js';
import type { Segment, Segments } from '../../types/results/segments.js';
import type { ListContext } from '../list/list-context.js';

/**
 * Categories and brands in the order of the shopper's interest; by popularity for an unknown shopper.
 *
 * @param context pack, shopper and time
 * @param count maximum number of each, 1 to 1000
 */
export function rankSegments({ pack, profile, now }: Pick<ListContext, 'pack' | 'profile' | 'now'>, count: number): Segments {
  const history = weighHistory(profile, pack.rowOf, pack.manifest.encoder, now);
  const { heeded } = profile;
  const rank = (name: CodedColumnName): Segment[] => {
    const column = pack.codedColumn(name);
    const listed = new Set<number>();
    // A segment all of whose items a wish leaves out is none to the shopper.
    for (let row = 0; heeded && column && row < pack.items; row++) if (!hasBit(heeded.out, row)) listed.add(column.codes[row]);
    return weighTastes(pack, history, name)
      .filter(({ code }) => !heeded || listed.has(code))
      .sort((a, b) => b.share - a.share || a.code - b.code)
      .slice(0, count)
      .map(({ value, share, own, items }) => ({
        name: value,
        score: share,
        own,
        items,
      }));
  };
  const known = history.some(({ weight }) => weight > 0);
  return { model: known ? 'personal' : pack.meanPopularity ? 'popular' : 'feed', categories: rank('product_type'), brands: rank('brand') };
}
