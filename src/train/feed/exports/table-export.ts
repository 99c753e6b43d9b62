import { splitTrimmed } from '../../input/split-trimmed.js';
import type { FeedField, FeedTexts } from '../columns/feed-fields.js';
import { type ExportColumns, type ExportKind, type ExportRole, filled } from './export-kind.js';

/** An export whose columns are the fields as they are. */
export interface TableExport {
  readonly name: string;
  readonly signs: ExportKind['signs'];
  readonly idColumns: readonly string[];
  /** Columns by field, the best first, with `, ` between them. */
  readonly columns: { readonly [Field in FeedField]?: string };
  /** Between several categories of a product, and between the levels of one; default: one category of one level, or with `>`. */
  readonly categories?: { readonly between?: string | RegExp; readonly levels?: string | RegExp };
  /** Default: every row is a product. */
  readonly role?: (columns: ExportColumns) => ExportRole;
  /** Columns with the key of the product that a row belongs to; needed where there are variants. */
  readonly keyColumns?: readonly string[];
  readonly options?: (columns: ExportColumns) => readonly (readonly [string, string])[];
  /** Default: shoppers see every row. */
  readonly hidden?: (columns: ExportColumns) => string | null;
  /** Fields that need more than their column. */
  readonly adjust?: (texts: FeedTexts, columns: ExportColumns) => FeedTexts;
  readonly isScattered?: boolean;
  readonly assumed?: readonly string[];
}

/** Makes the kind of such an export. */
export function tableExport(table: TableExport): ExportKind {
  const fields = Object.entries(table.columns).map(([field, names]) => [field as FeedField, names.split(', ')] as const);
  return {
    name: table.name,
    signs: table.signs,
    idColumns: table.idColumns,
    columns: table.columns,
    isScattered: table.isScattered ?? false,
    assumed: table.assumed ?? [],
    read(columns) {
      const texts: FeedTexts = {};
      for (const [field, names] of fields) texts[field] = columns.text(...names);
      texts.product_type = categoriesOf(String(texts.product_type ?? ''), table.categories ?? {});
      const adjusted = table.adjust === undefined ? texts : table.adjust(texts, columns);
      return {
        role: table.role?.(columns) ?? 'product',
        keys: [columns.text(...(table.keyColumns ?? table.idColumns))],
        texts: filled(adjusted),
        options: table.options?.(columns) ?? [],
        ids: table.idColumns.map((column) => columns.text(column)),
        hidden: table.hidden?.(columns) ?? null,
      };
    },
  };
}

function categoriesOf(written: string, { between, levels }: NonNullable<TableExport['categories']>): string[] {
  const categories = between === undefined ? [written] : splitTrimmed(written, between);
  return categories
    .map((category) => (levels === undefined ? category : splitTrimmed(category, levels).join(' > ')).trim())
    .filter(Boolean);
}
