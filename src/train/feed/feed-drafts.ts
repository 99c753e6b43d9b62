import type { FeedText } from './columns/feed-fields.js';
import type { MadeItem, OpenItem } from './item-maker.js';

/** An item before the whole feed is known. */
export interface FeedDraft {
  readonly made: MadeItem;
  /** Line of its file, from 1. */
  readonly line: number;
  /** By the feed's columns of ids; '' where it has none. */
  readonly ids: readonly string[];
  readonly isParent: boolean;
  /** Whether the row's group comes from a platform's rule, not from a column of the feed. */
  readonly isOfExport: boolean;
  readonly further: readonly (FeedText | undefined)[];
}

/** The items of a feed. */
export interface SettledFeed {
  readonly drafts: readonly FeedDraft[];
  /** Column of the ids; '' for several files with different ones. */
  readonly idColumn: string;
  /** Shares of the log's ids that the column has, and that the usual one has; null where they were not compared. */
  readonly byLog: { readonly chosen: number; readonly usual: number; readonly usualColumn: string } | null;
  /** Variants whose product is no item, and their products. */
  readonly variants: number;
  readonly groups: number;
  /** Products with variants that the log names. */
  readonly parentsKept: number;
  /** Rows that became part of another row's item. */
  readonly folded: number;
}

/** Share of the log's ids, from 0 to 1, from which a column is taken for that of ids. */
const ENOUGH = 0.2;

/** Ids in parts of an id, as channels write them: `shopify_DE_700000_420001` has the product's and the variant's. */
const PARTS = [
  { name: 'the last number of the id', find: /[_:/-](\d{2,})$/ },
  { name: 'the number before the last of the id', find: /[_:/-](\d{2,})[_:/-]\d+$/ },
] as const;

/**
 * Settles the ids of a feed's items: chooses the column of ids, leaves out products whose variants are items, and makes one item of rows with one id.
 *
 * @param drafts in the feed's order
 * @param idColumns names of the columns of their ids, the usual one first; [] where there is one only
 * @param logIds ids of the log; [] where it is not known
 */
export function settleDrafts(drafts: readonly FeedDraft[], idColumns: readonly string[], logIds: readonly string[]): SettledFeed {
  const known = new Set(logIds);
  const usualColumn = idColumns[0] ?? 'id';
  const usual = (draft: FeedDraft): string => draft.made.item.id;
  const ways: { readonly name: string; readonly of: (draft: FeedDraft) => string }[] = [{ name: usualColumn, of: usual }];
  idColumns.forEach((name, place) => {
    ways.push({ name, of: (draft) => draft.ids[place] ?? '' });
  });
  ways.push({ name: 'item_group_id', of: ({ made }) => made.item.item_group_id ?? '' });
  ways.push({ name: 'the last number of item_group_id', of: ({ made }) => lastNumber(made.item.item_group_id ?? '') ?? '' });
  for (const { name, find } of PARTS) ways.push({ name, of: (draft) => find.exec(usual(draft))?.[1] ?? '' });
  let [chosen] = ways;
  let byLog: SettledFeed['byLog'] = null;
  if (known.size > 0) {
    const shares = ways.map(({ of }) => new Set(drafts.map(of).filter((id) => known.has(id))).size / known.size);
    const best = shares.indexOf(Math.max(...shares));
    // The usual column stays unless another one is clearly the log's.
    if (best > 0 && shares[best] >= ENOUGH && shares[best] > 2 * shares[0]) {
      chosen = ways[best];
      byLog = { chosen: shares[best], usual: shares[0], usualColumn };
    }
  }
  const withVariants = new Set(drafts.filter(({ isParent }) => !isParent).map(({ made }) => made.item.item_group_id ?? ''));
  const sizes = new Map<string, number>();
  for (const { made, isParent } of drafts)
    if (!isParent && made.item.item_group_id !== undefined)
      sizes.set(made.item.item_group_id, (sizes.get(made.item.item_group_id) ?? 0) + 1);
  const byId = new Map<string, FeedDraft>();
  let [folded, parentsKept, variants] = [0, 0, 0];
  for (const draft of drafts) {
    const { item } = draft.made;
    const id = chosen.of(draft) || item.id;
    if (draft.isParent && withVariants.has(item.item_group_id ?? '')) {
      if (!known.has(id)) continue;
      parentsKept++;
    }
    const group = item.item_group_id;
    if (draft.isOfExport && group !== undefined && (sizes.get(group) ?? 0) < 2 && !parentsOf(draft, withVariants))
      delete item.item_group_id;
    else if (group !== undefined && draft.isOfExport) variants++;
    const first = byId.get(id);
    if (first === undefined) {
      item.id = id;
      byId.set(id, draft);
    } else {
      folded++;
      fold(first.made.item, item);
    }
  }
  const kept = [...byId.values()];
  // Groups in the form of the ids: a page that says `12` for `gla_12` says `7` for its parent `gla_7`.
  if (chosen.name === PARTS[0].name)
    for (const { made } of kept) made.item.item_group_id &&= lastNumber(made.item.item_group_id) ?? made.item.item_group_id;
  const groups = new Set(kept.filter(({ isOfExport }) => isOfExport).map(({ made }) => made.item.item_group_id ?? '')).size;
  return { drafts: kept, idColumn: chosen.name, byLog, variants, groups, parentsKept, folded };
}

/** The number at the end of an id, such as 12 of `gla_12`. */
function lastNumber(id: string): string | undefined {
  return PARTS[0].find.exec(id)?.[1];
}

/** Whether a parent's group has variants. */
function parentsOf({ isParent, made }: FeedDraft, withVariants: ReadonlySet<string>): boolean {
  return isParent && withVariants.has(made.item.item_group_id ?? '');
}

/** Makes a variant part of its product's item: the lowest price, in stock if any is, no size or colour of one of them. */
function fold(item: OpenItem, variant: OpenItem): void {
  if (variant.price !== undefined && (item.price === undefined || variant.price < item.price)) {
    item.price = variant.price;
    if (variant.currency !== undefined) item.currency = variant.currency;
  }
  if (item.availability === 'out_of_stock' && variant.availability !== undefined && variant.availability !== 'out_of_stock')
    item.availability = variant.availability;
  if (item.size !== variant.size) delete item.size;
  if (item.color !== variant.color) delete item.color;
  if (item.image_link === undefined && variant.image_link !== undefined) item.image_link = variant.image_link;
  if (item.item_group_id === item.id) delete item.item_group_id;
}
