import type { FeedText, FeedTexts } from '../columns/feed-fields.js';
import { type ExportKind, type ExportRow, optionTexts } from './export-kind.js';

/** A row of an export, with its place and its further columns. */
export interface PlacedRow extends ExportRow {
  readonly line: number;
  readonly isWhole: boolean;
  readonly further: readonly (FeedText | undefined)[];
}

/** A row that is an item. */
export interface FoldedRow {
  readonly line: number;
  readonly isWhole: boolean;
  readonly texts: FeedTexts;
  readonly further: readonly (FeedText | undefined)[];
  readonly ids: readonly string[];
  readonly isParent: boolean;
}

/** Receives a row that shoppers do not see, with the reason. */
export type HiddenNotice = (reason: string, line: number, id: string) => void;

/** Fields of a parent that are not its variants'. */
const OWN: ReadonlySet<string> = new Set([
  'id',
  'size',
  'color',
  'item_group_id',
  'sale_price',
  'sale_price_effective_date',
  'sale_starts',
  'sale_ends',
]);
/** Fields that go with a price. */
const OF_PRICE = ['sale_price', 'sale_price_effective_date', 'sale_starts', 'sale_ends'] as const;

/** Gives the variants of an export what their products have, and leaves out what shoppers do not see. */
export class ExportFolder {
  readonly #isScattered: boolean;
  readonly #hidden: HiddenNotice;
  readonly #parents = new Map<string, PlacedRow>();
  /** Parent's key by a key of a variant that it lists. */
  readonly #listed = new Map<string, string>();
  #waiting: PlacedRow[] = [];
  /** Rows that are no item: pictures, options. */
  others = 0;

  constructor(kind: Pick<ExportKind, 'isScattered'>, hidden: HiddenNotice) {
    this.#isScattered = kind.isScattered;
    this.#hidden = hidden;
  }

  /** Takes the next row; gives those that are complete. */
  add(row: PlacedRow): FoldedRow[] {
    switch (row.role) {
      case 'none':
        this.others++;
        return [];
      case 'product':
        return this.#visible(row) ? [folded(row, row.texts, false)] : [];
      case 'parent':
        this.#keep(row);
        return this.#visible(row) ? [folded(row, { ...row.texts, item_group_id: row.keys[0] }, true)] : [];
      case 'first':
        this.#keep(row);
        return this.#visible(row) ? [folded(row, { ...row.texts, item_group_id: row.keys[0] }, false)] : [];
      default: {
        const parent = this.#parentOf(row);
        if (parent !== undefined) return this.#variant(row, parent);
        if (this.#isScattered) this.#waiting.push(row);
        else return this.#visible(row) ? [folded(row, row.texts, false)] : [];
        return [];
      }
    }
  }

  /** The rows that waited for their parent. */
  end(): FoldedRow[] {
    const rest = this.#waiting;
    this.#waiting = [];
    return rest.flatMap((row) => {
      const parent = this.#parentOf(row);
      if (parent !== undefined) return this.#variant(row, parent);
      return this.#visible(row) ? [folded(row, row.texts, false)] : [];
    });
  }

  #keep(row: PlacedRow): void {
    if (!this.#isScattered) this.#parents.clear();
    for (const key of row.keys) if (key !== '') this.#parents.set(key, row);
    for (const variant of row.variants ?? []) this.#listed.set(variant, row.keys[0]);
  }

  #parentOf(row: PlacedRow): PlacedRow | undefined {
    for (const key of row.keys) {
      const parent = this.#parents.get(key);
      if (parent !== undefined) return parent;
    }
    const listed = row.ids.map((id) => this.#listed.get(id)).find((key) => key !== undefined);
    return listed === undefined ? undefined : this.#parents.get(listed);
  }

  /** A variant is seen where its product is, even if it has no page of its own. */
  #variant(row: PlacedRow, parent: PlacedRow): FoldedRow[] {
    const hidden = parent.hidden ?? (row.hidden === NO_PAGE ? null : row.hidden);
    if (hidden !== null) {
      this.#hidden(hidden, row.line, shownId(row));
      return [];
    }
    const texts: FeedTexts = {};
    for (const [field, text] of Object.entries(parent.texts) as [keyof FeedTexts, FeedText][]) if (!OWN.has(field)) texts[field] = text;
    // A price of its own goes with a sale price of its own.
    if (row.texts.price === undefined)
      for (const field of OF_PRICE) if (parent.texts[field] !== undefined) texts[field] = parent.texts[field];
    Object.assign(texts, row.texts, { item_group_id: parent.keys[0] });
    const further = row.further.map((text, at) => text ?? parent.further[at]);
    const options = row.options?.map(([name, value], at) => [name || (parent.options?.[at]?.[0] ?? ''), value] as const);
    return [folded({ ...row, further, ...(options === undefined ? {} : { options }) }, texts, false)];
  }

  #visible(row: PlacedRow): boolean {
    if (row.hidden === null) return true;
    this.#hidden(row.hidden, row.line, shownId(row));
    return false;
  }
}

/** Reason of a row that has no page of its own: a variant is seen with its product. */
export const NO_PAGE = 'not visible by itself';

function folded({ line, isWhole, further, ids, options = [] }: PlacedRow, texts: FeedTexts, isParent: boolean): FoldedRow {
  return { line, isWhole, texts: isParent ? texts : { ...optionTexts(options), ...texts }, further, ids, isParent };
}

function shownId({ ids, keys }: PlacedRow): string {
  return ids.find((id) => id !== '') ?? keys[0] ?? '';
}
