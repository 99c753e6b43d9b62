import { readCategory } from '../../core/catalog/category-levels.js';
import { codeOf, messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { runInSlices, type Steps } from '../../core/time/run-steps.js';
import { isSensitiveCategory } from '../../profile/set-aside.js';
import type { Note } from '../../types/note.js';
import type { CodedColumnName, Pack } from '../../types/pack.js';
import type { PageContext } from '../../types/results/page-context.js';
import type { SlotBanner, SlotKind } from '../../types/slots/next-best.js';
import type { ListContext } from '../list/list-context.js';
import { rowsOutside } from '../rows/category-rows.js';
import { bestOfGroup, type GroupBest, type GroupItem, scoreOfGroup } from './best-of-group.js';

/** A category, a brand or a banner that may fill a place. */
export interface GroupContender {
  readonly kind: Exclude<SlotKind, 'item'>;
  readonly id: string;
  readonly score: number;
  /** The best, best first; one or more. */
  readonly best: readonly GroupItem[];
  /** Its own name, and what it is about where that is one category or one brand: a place with either shows the other's subject too. */
  readonly subjects: readonly string[];
}

/** Rows between two yields. */
const ROWS_AT_ONCE = 4096;

/** Pack, shopper and time, and what the page says of itself. */
type PageListContext = ListContext & { readonly page: PageContext | undefined };

/** A group while it is collected. */
interface Group extends Pick<GroupContender, 'kind' | 'id' | 'subjects'> {
  readonly best: GroupBest;
}

/**
 * Finds the categories, brands and banners with an item that may be listed, and their scores.
 *
 * @param context pack, shopper and time
 * @param scores by row; NaN for items that may not be listed
 * @param banners of the request
 * @param notes receives why a banner is left out, and which of its items there are not
 * @returns categories, then brands, in the order of the catalogue; then banners in that of the request. Sensitive categories are left out
 */
export async function findContenders(
  context: PageListContext,
  scores: Float64Array,
  banners: readonly SlotBanner[],
  notes: Note[],
): Promise<GroupContender[]> {
  const { pack } = context;
  const families = pack.grouped ? pack.textColumn('item_group_id') : null;
  const familyOf = (row: number): string => families?.at(row) ?? '';
  const groups: Group[] = [];
  for (const [kind, name] of [
    ['category', 'product_type'],
    ['brand', 'brand'],
  ] as const)
    groups.push(...(await runInSlices(groupsOf(pack, kind, name, scores, familyOf))));
  for (const banner of banners) {
    try {
      const isOf = await itemsOf(context, banner, notes);
      const best = bestOfGroup(familyOf);
      for (let row = 0; row < pack.items; row++) if (!Number.isNaN(scores[row]) && isOf(row)) best.offer(row, scores[row]);
      groups.push({ kind: 'banner', id: banner.id, subjects: [`banner ${banner.id}`, ...subjectsOf(pack, banner)], best });
    } catch (error) {
      // The page is asked, and then the whole again.
      if (codeOf(error) === 'context-needed') throw error;
      const code = error instanceof OnshelfError ? error.code : 'bad-argument';
      notes.push({ code, message: `nextBest: the banner "${banner.id}" is left out; ${messageOf(error)}` });
    }
  }
  return groups.flatMap(({ best: { items }, ...group }) =>
    items.length === 0 ? [] : [{ ...group, best: items, score: scoreOfGroup(items) }],
  );
}

/** The groups of a column's values. */
function* groupsOf(
  pack: Pack,
  kind: 'category' | 'brand',
  name: CodedColumnName,
  scores: Float64Array,
  familyOf: (row: number) => string,
): Steps<Group[]> {
  const column = pack.codedColumn(name);
  if (column === null) return [];
  const { codes, values } = column;
  const isGroup = (value: string): boolean => value !== '' && !(kind === 'category' && isSensitiveCategory(pack.manifest, value));
  const groups = values.map((id): Group | null =>
    isGroup(id) ? { kind, id, subjects: [`${kind} ${id}`], best: bestOfGroup(familyOf) } : null,
  );
  for (let row = 0; row < pack.items; row++) {
    if (!Number.isNaN(scores[row])) groups[codes[row]]?.best.offer(row, scores[row]);
    if (row % ROWS_AT_ONCE === 0) yield;
  }
  return groups.flatMap((group) => group ?? []);
}

function subjectsOf(pack: Pack, { items, category, brand, filter }: SlotBanner): string[] {
  if (items !== undefined || filter !== undefined || (category === undefined) === (brand === undefined)) return [];
  if (category === undefined) return [`brand ${brand}`];
  const path = readCategory(category);
  // As the catalogue calls it, where it is named as the page's locale does.
  const code = pack.categoryNames?.indexOf(path) ?? -1;
  return [`category ${pack.codedColumn('product_type')?.values[code] ?? path}`];
}

/** Whether a row is of a banner. */
async function itemsOf(
  context: PageListContext,
  { id, items, category, brand, filter }: SlotBanner,
  notes: Note[],
): Promise<(row: number) => boolean> {
  const { pack } = context;
  const conditions: ((row: number) => boolean)[] = [];
  if (items !== undefined) {
    const rows = new Set(items.map(pack.rowOf));
    const missing = items.filter((item) => pack.rowOf(item) < 0);
    if (missing.length > 0)
      notes.push({
        code: 'unknown-item',
        message: `nextBest: the banner "${id}": ${missing.length} of ${items.length} items are not in the pack, such as "${missing[0].slice(0, 60)}".`,
      });
    conditions.push((row) => rows.has(row));
  }
  if (category !== undefined) {
    const outside = new Set(rowsOutside(pack, category));
    conditions.push((row) => !outside.has(row));
  }
  if (brand !== undefined) {
    const column = pack.codedColumn('brand');
    conditions.push((row) => column !== null && column.values[column.codes[row]] === brand);
  }
  if (filter !== undefined) {
    const { planRules } = await import('../rules/plan-rules.js');
    await pack.lateTexts?.before({ filter });
    const { isOut } = await planRules(context, { filter, ...(context.page && { context: context.page }) }, [], notes);
    conditions.push((row) => !isOut(row));
  }
  return (row) => conditions.every((holds) => holds(row));
}
