import { categoryLevels } from '../../core/catalog/category-levels.js';
import { OnshelfError } from '../../core/onshelf-error.js';
import { nearestName } from '../../core/text/nearest-name.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { AttributeColumn } from '../../types/pack.js';

/** Groups of items that are measured separately. */
export interface ItemGroups {
  /** Names of all slices, in the order of the request, the largest group of each column first. */
  readonly names: readonly string[];
  /** Names of the slices of an item; an item with several values is in several. */
  groupsOf(row: number): readonly string[];
}

/** Catalogue columns that items can be grouped by, and their values. */
const COLUMNS: Readonly<Record<string, (item: CatalogItem) => string | undefined>> = {
  brand: ({ brand }) => brand,
  category: ({ product_type }) => categoryLevels(product_type ?? '')[0],
  type: ({ type }) => type,
  size: ({ size }) => size,
  color: ({ color }) => color,
};
/** Maximum number of groups of a column; the rest is `other`. */
const MAX_GROUPS = 12;
/** Number of groups of a column of numbers. */
const QUANTILES = 4;

/**
 * Groups items by columns: by their values, the most frequent ones each, or by quarters of a number.
 *
 * @param catalog in row order
 * @param attributes of the shop's own
 * @param columns names of attributes, or of `brand`, `category` (its first level), `type`, `size`, `color`
 * @throws OnshelfError `bad-input` for a column that there is not
 */
export function itemGroups(
  catalog: readonly CatalogItem[],
  attributes: readonly { readonly name: string; readonly column: AttributeColumn }[],
  columns: readonly string[],
): ItemGroups {
  const groupings = columns.map((name) => {
    const attribute = attributes.find((one) => one.name === name)?.column;
    const read = COLUMNS[name];
    if (attribute === undefined && read === undefined) {
      const known = [...Object.keys(COLUMNS), ...attributes.map((one) => one.name)];
      const near = nearestName(name, known);
      throw new OnshelfError(
        'bad-input',
        `--group-by: there is no column "${name}". ${near === undefined ? `There are ${known.join(', ')}` : `Did you mean "${near}"?`} More come with --attributes.`,
      );
    }
    const values = attribute === undefined ? { valuesOf: (row: number) => [read(catalog[row]) ?? []].flat() } : groupValues(attribute);
    return groupRows(name, catalog.length, values);
  });
  return { names: groupings.flatMap(({ names }) => names), groupsOf: (row) => groupings.flatMap(({ groupsOf }) => groupsOf(row)) };
}

/** The values of a column. `labels`: its groups in order. Default: the most frequent first. */
interface GroupValues {
  readonly labels?: readonly string[];
  valuesOf(row: number): readonly string[];
}

/** The values of a row: texts, or the quarter of a number. */
function groupValues(column: AttributeColumn): GroupValues {
  if ('codes' in column) return { valuesOf: (row) => column.texts[column.codes[row]] };
  const sorted = column.values.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return { valuesOf: () => [] };
  const shownAs = (value: number): string =>
    column.type === 'date' ? new Date(value * 86_400_000).toISOString().slice(0, 10) : String(Number(value.toPrecision(4)));
  const bounds = Array.from(
    { length: QUANTILES + 1 },
    (_, part) => sorted[Math.min(sorted.length - 1, Math.floor((part * sorted.length) / QUANTILES))],
  );
  const labels = bounds.slice(1).map((end, part) => `${shownAs(bounds[part])} to ${shownAs(end)}`);
  const valuesOf = (row: number): string[] => {
    const value = column.values[row];
    return Number.isNaN(value) ? [] : [labels[bounds.slice(1, -1).filter((bound) => value > bound).length]];
  };
  return { labels, valuesOf };
}

/** Names the groups of a column, the rare ones together. */
function groupRows(name: string, rows: number, { labels, valuesOf }: GroupValues): ItemGroups {
  const counts = new Map<string, number>();
  let missing = 0;
  for (let row = 0; row < rows; row++) {
    const values = valuesOf(row);
    if (values.length === 0) missing++;
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const frequent =
    labels?.filter((label) => counts.has(label)) ??
    [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value]) => value);
  const kept = new Set(frequent.slice(0, MAX_GROUPS));
  const [other, none] = [`${name}: other`, `${name}: not given`];
  return {
    names: [
      ...[...kept].map((value) => `${name}: ${value}`),
      ...(frequent.length > kept.size ? [other] : []),
      ...(missing > 0 ? [none] : []),
    ],
    groupsOf: (row) => {
      const values = valuesOf(row);
      return values.length === 0 ? [none] : [...new Set(values.map((value) => (kept.has(value) ? `${name}: ${value}` : other)))];
    },
  };
}
