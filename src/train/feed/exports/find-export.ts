import { type ExportKind, foldedColumns } from './export-kind.js';
import { FURTHER_EXPORTS } from './further-exports.js';
import { MAGENTO } from './magento.js';
import { SHOPIFY } from './shopify.js';
import { SMALLER_EXPORTS } from './smaller-exports.js';
import { WOOCOMMERCE } from './woocommerce.js';

/** Product exports that are told by their columns, the surer first. `docs/intake.md` lists them. */
export const EXPORT_KINDS: readonly ExportKind[] = [SHOPIFY, WOOCOMMERCE, MAGENTO, ...FURTHER_EXPORTS, ...SMALLER_EXPORTS];

/** Columns that only feeds have: a feed that a platform's plugin wrote is a feed. */
const FEED_COLUMNS = ['imagelink', 'itemgroupid', 'googleproductcategory'] as const;

/**
 * The platform whose export has these columns.
 *
 * @param columns names in the file
 * @returns undefined where it is a feed of its own
 */
export function findExport(columns: readonly string[]): ExportKind | undefined {
  const names = foldedColumns(columns);
  if (names.has('id') && FEED_COLUMNS.some((column) => names.has(column))) return undefined;
  return EXPORT_KINDS.find(({ signs }) => signs.some((columnsNeeded) => columnsNeeded.every((column) => names.has(column))));
}
