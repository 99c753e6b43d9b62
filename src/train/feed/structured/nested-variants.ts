import type { RecordValue, RecordValues } from '../../input/value-at.js';
import { feedText, isList, isNamed, oneText } from '../columns/feed-text.js';
import { foldName } from '../columns/fold-name.js';
import { matchField } from '../columns/match-field.js';

/** Names of lists of variants within a product, folded. */
const VARIANTS: ReadonlySet<string> = new Set([
  'variants',
  'variations',
  'variant',
  'skus',
  'children',
  'offers',
  'combinations',
  'productvariants',
  'items',
]);

/**
 * The variants of a product that has a list of them, each with what the product has and it has not; the product itself where no list has ids.
 *
 * @param values of a record of JSON or XML
 */
export function nestedVariants(values: RecordValues): RecordValues[] {
  for (const name in values) {
    if (!VARIANTS.has(foldName(name))) continue;
    const variants = listOf(values[name]).filter(isNamed);
    if (variants.length === 0 || !variants.every((variant) => idOf(variant) !== '')) continue;
    const { [name]: _, ...shared } = values;
    const group = idOf(values);
    return variants.map((variant) => {
      const own = Object.entries(variant).filter(([, value]) => value !== null && value !== '');
      const merged: Record<string, RecordValue> = Object.assign(Object.create(null), shared);
      // A variant's id replaces the product's, whatever its name.
      const ownFields = new Set(own.map(([column]) => matchField(column)?.field));
      for (const column in shared) if (ownFields.has(matchField(column)?.field)) delete merged[column];
      Object.assign(merged, Object.fromEntries(own));
      if (group !== '' && !Object.keys(merged).some((column) => matchField(column)?.field === 'item_group_id'))
        merged.item_group_id = group;
      return merged;
    });
  }
  return [values];
}

/** A list, also of XML, where an element around holds them: `<variants><variant>`. */
function listOf(value: RecordValue | undefined): readonly RecordValue[] {
  if (isList(value)) return value;
  if (!isNamed(value)) return [];
  const inside = Object.values(value);
  return inside.length === 1 && inside[0] !== null && typeof inside[0] !== 'string' ? (isList(inside[0]) ? inside[0] : [inside[0]]) : [];
}

function idOf(values: RecordValues): string {
  let best = '';
  let rank = Number.POSITIVE_INFINITY;
  for (const name in values) {
    const match = matchField(name);
    if (match?.field !== 'id' || match.rank >= rank) continue;
    const text = oneText(feedText(values[name]));
    if (text !== '') [best, rank] = [text, match.rank];
  }
  return best;
}
