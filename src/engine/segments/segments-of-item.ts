import { categoryPaths, isWithin } from '../../core/catalog/category-levels.js';
import { OnshelfError } from '../../core/onshelf-error.js';
import type { CodedColumnName, Pack } from '../../types/pack.js';
import type { LikingGroup, Segment, Segments } from '../../types/results/segments.js';

/**
 * The segments of one item: its category with those above it, its brand, and the prototypes that like it.
 *
 * @param pack the catalogue
 * @param itemId the item
 * @param all every category and brand, ranked
 * @param count maximum number of each, 1 to 1000
 * @throws OnshelfError `bad-argument` where the item is not in the pack
 */
export function segmentsOfItem(pack: Pack, itemId: string, all: Segments, count: number): Segments {
  const row = pack.rowOf(itemId);
  if (row < 0)
    throw new OnshelfError('bad-argument', `itemId: the item "${itemId}" is not in the pack; check the feed the pack was built from.`);
  const nameIn = (name: CodedColumnName): string => {
    const column = pack.codedColumn(name);
    return column?.values[column.codes[row]] ?? '';
  };
  const brand = nameIn('brand');
  const categories = categoryPaths(nameIn('product_type'))
    .reverse()
    .flatMap((path) =>
      sumUp(
        path,
        all.categories.filter(({ name }) => isWithin(name, path)),
      ),
    );
  return {
    model: all.model,
    categories: categories.slice(0, count),
    brands: all.brands.filter(({ name }) => name === brand),
    prototypes: groupsLiking(pack, row).slice(0, count),
  };
}

/** One segment of several; none of none, as of a sensitive category. */
function sumUp(name: string, parts: readonly Segment[]): Segment[] {
  const sum = (field: 'score' | 'own' | 'items'): number => parts.reduce((total, part) => total + part[field], 0);
  return parts.length === 0 ? [] : [{ name, score: sum('score'), own: sum('own'), items: sum('items') }];
}

/** The prototypes that like a row. */
function groupsLiking({ prototypes, manifest }: Pack, row: number): LikingGroup[] {
  if (prototypes === null) return [];
  const { offsets, items, weights, scales } = prototypes.likes;
  const liking = Array.from(prototypes.shoppers, (shoppers, prototype) => {
    const end = offsets[prototype + 1];
    let at = offsets[prototype];
    while (at < end && items[at] !== row) at++;
    return { prototype, shoppers, strength: at < end ? weights[at] * scales[prototype] : 0 };
  }).filter(({ strength }) => strength > 0);
  const total = liking.reduce((sum, { strength }) => sum + strength, 0);
  return liking
    .sort((a, b) => b.strength - a.strength || a.prototype - b.prototype)
    .map(({ prototype, shoppers, strength }) => ({ prototype, pack: manifest.number, shoppers, share: strength / total }));
}
