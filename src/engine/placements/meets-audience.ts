import { isWithin, readCategory } from '../../core/catalog/category-levels.js';
import { mixPrototypes } from '../../core/numbers/mix-prototypes.js';
import { weighHistory } from '../../profile/weigh-history.js';
import { ownShares } from '../../profile/weigh-tastes.js';
import { foldIn } from '../../query/fold-in.js';
import type { Audience } from '../../types/scenarios.js';
import type { ListContext } from '../list/list-context.js';

/** Share of the shopper's own interest from which they are of an audience: one fifth. */
const DEFAULT_SHARE = 0.2;

/**
 * Whether a shopper is of an audience, by what this device knows. Only the shopper's own interest counts, and nothing that everybody likes; so
 * one of whom nothing is known, or too little, is of no category, brand or prototype.
 *
 * @param context pack, shopper and time
 * @param audience all of it has to hold
 * @returns a sentence where it cannot be told
 */
export function meetsAudience({ pack, profile, now }: ListContext, audience: Audience): boolean | string {
  const { category, brand, share = DEFAULT_SHARE, prototype, pack: number, known } = audience;
  const { manifest } = pack;
  const history = weighHistory(profile, pack.rowOf, manifest.encoder, now);
  const isKnown = history.some(({ weight }) => weight > 0);
  if (known !== undefined && known !== isKnown) return false;
  if (category === undefined && brand === undefined && prototype === undefined) return true;
  if (prototype !== undefined && number !== manifest.number)
    return `its prototype is one of pack ${number}, and this is pack ${manifest.number}: each build numbers them anew`;
  if (!isKnown) return false;
  const path = category === undefined ? '' : readCategory(category);
  const inCategory = (value: string): boolean => isWithin(readCategory(value), path);
  const nameOf = (column: 'product_type' | 'brand', code: number): string => pack.codedColumn(column)?.values[code] ?? '';
  const liking = (column: 'product_type' | 'brand', isMeant: (value: string) => boolean): number =>
    [...ownShares(pack, history, column)].reduce((sum, [code, own]) => sum + (isMeant(nameOf(column, code)) ? own : 0), 0);
  if (category !== undefined && liking('product_type', inCategory) < share) return false;
  if (brand !== undefined && liking('brand', (value) => value === brand) < share) return false;
  if (prototype === undefined) return true;
  const vector = foldIn(pack, history, manifest.encoder)?.vector;
  return mixPrototypes(pack.prototypes, vector)[0]?.prototype === prototype;
}
