import { OnshelfError } from '../../core/onshelf-error.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { AttributeColumn } from '../../types/pack.js';

/**
 * The values of an objective's attribute.
 *
 * @param catalog in row order
 * @param attributes of the shop's own
 * @param name of an attribute with numbers, or `price`
 * @returns by row, NaN where it is not given
 * @throws OnshelfError `bad-input` where there is no such attribute, no item has it, or it has no numbers
 */
export function objectiveValues(
  catalog: readonly CatalogItem[],
  attributes: readonly { readonly name: string; readonly column: AttributeColumn }[],
  name: string,
): Float64Array {
  const column = attributes.find((one) => one.name === name)?.column;
  const numbers = ['price', ...attributes.flatMap((one) => (isNumbers(one.column) ? one.name : []))];
  if (name !== 'price' && !(column && isNumbers(column))) {
    const wrong = column === undefined ? `there is no column "${name}"` : `the column "${name}" has no numbers`;
    throw new OnshelfError('bad-input', `--objective: ${wrong}. There are ${numbers.join(', ')}. More come with --attributes.`);
  }
  const values = Float64Array.from(catalog, ({ price }, row) =>
    column && 'values' in column ? column.values[row] : (price ?? Number.NaN),
  );
  if (values.every((value) => Number.isNaN(value))) throw new OnshelfError('bad-input', `--objective: no item has a ${name}.`);
  return values;
}

const isNumbers = (column: AttributeColumn): boolean => 'values' in column && column.type !== 'date';
