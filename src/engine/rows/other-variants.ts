import type { OwnTexts, Pack } from '../../types/pack.js';
import { rowsInMask } from './rows-in-mask.js';

/** Rows by their group, for each column of groups: made once per pack. */
const KNOWN = new WeakMap<OwnTexts, ReadonlyMap<string, readonly number[]>>();

/**
 * The variants of the products in a mask: all rows of their groups.
 *
 * @param pack with or without groups
 * @param mask bitset over rows
 */
export function otherVariants(pack: Pick<Pack, 'items' | 'textColumn'>, mask: Uint32Array): readonly number[] {
  const column = pack.textColumn('item_group_id');
  if (column === null) return [];
  const groups = new Set(Array.from(rowsInMask(mask, pack.items), (row) => column.at(row)));
  groups.delete('');
  if (groups.size === 0) return [];
  const rows = KNOWN.get(column) ?? rowsByGroup(column, pack.items);
  KNOWN.set(column, rows);
  return [...groups].flatMap((group) => rows.get(group) ?? []);
}

function rowsByGroup(column: OwnTexts, items: number): Map<string, number[]> {
  const rows = new Map<string, number[]>();
  for (let row = 0; row < items; row++) {
    const group = column.at(row);
    if (group === '') continue;
    const known = rows.get(group);
    if (known === undefined) rows.set(group, [row]);
    else known.push(row);
  }
  return rows;
}
