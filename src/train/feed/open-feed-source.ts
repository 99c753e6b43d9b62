import type { InputFile } from '../containers/input-file.js';
import type { ColumnUse } from '../input/input-facts.js';
import type { RecordValues } from '../input/value-at.js';
import { openRecords } from '../records/open-records.js';
import type { RecordSource } from '../records/record-source.js';
import { boundedValues, CELL_CUT } from './columns/bounded-values.js';
import type { FeedRow } from './columns/feed-fields.js';
import { feedNote } from './columns/feed-notes.js';
import type { FeedSource, SourceOptions } from './columns/feed-source.js';
import { isNamed, oneText } from './columns/feed-text.js';
import { FieldReader } from './columns/field-reader.js';
import { exportSource } from './exports/export-source.js';
import { findExport } from './exports/find-export.js';
import { isJsonLd, JSON_LD_IDS, jsonLdRows, type StructuredRow } from './structured/json-ld.js';
import { nestedVariants } from './structured/nested-variants.js';
import { isShopifyProduct, SHOPIFY_IDS, shopifyRows } from './structured/shopify-json.js';
import { isWooProduct, WOOCOMMERCE_IDS, wooRows } from './structured/woocommerce-json.js';
import { openXmlFeed } from './xml/read-xml-records.js';

/** Lists within one product, which are no lists of products. */
const WITHIN_PRODUCT: ReadonlySet<string> = new Set([
  'hasVariant',
  'offers',
  'variants',
  'image',
  'images',
  'options',
  'additionalProperty',
  'review',
  'categories',
  'attributes',
]);

/** Forms of JSON with rules of their own: where ids are, and what the form is called. */
const FORMS = {
  'JSON-LD': { ids: JSON_LD_IDS, name: 'JSON-LD (schema.org)' },
  Shopify: { ids: SHOPIFY_IDS, name: 'Shopify products' },
  WooCommerce: { ids: WOOCOMMERCE_IDS, name: 'WooCommerce products' },
} as const;

/**
 * Opens one file of a feed, in whatever form.
 *
 * @throws OnshelfError `bad-input` where it has no products
 */
export async function openFeedSource(file: InputFile, options: SourceOptions): Promise<FeedSource> {
  if (file.kind === 'xml') return xmlSource(file, options);
  const within = file.layout?.list.at(-1);
  const opened = await openRecords(
    within !== undefined && WITHIN_PRODUCT.has(within) ? { ...file, layout: { isLines: false, list: [] } } : file,
    { columns: options.columns },
  );
  const records: RecordSource = { ...opened, records: () => bounded(opened.records(), options) };
  if (records.columns.length === 0) return jsonSource(file, records, options);
  const kind = findExport(records.columns);
  if (kind !== undefined) return exportSource(kind, records, options);
  const reader = new FieldReader(file.path, options);
  reader.expectColumns(records.columns, options.expected);
  return {
    format: file.format,
    idColumns: () => reader.idColumns,
    isExport: () => false,
    currency: () => reader.currencyOf('price'),
    rows: async function* () {
      for await (const { line, isWhole, fault, values, raw } of records.records()) {
        options.notices.record();
        if (fault !== null) options.notices.dropped(fault, line, 'line', raw);
        else yield { line, isWhole, ...reader.read(values) };
      }
    },
    facts: () => ({ columns: reader.facts(), notes: records.notes() }),
  };
}

/** Records without values too long to be read. All cells of a feed come through here, in whatever form it is. */
async function* bounded<Read extends { readonly line: number; readonly values: RecordValues }>(
  records: AsyncIterable<Read>,
  { notices }: SourceOptions,
): AsyncGenerator<Read> {
  for await (const record of records) {
    const values = boundedValues(record.values, (field, text) => notices.changed(CELL_CUT, record.line, field, text));
    yield values === record.values ? record : { ...record, values };
  }
}

async function xmlSource(file: InputFile, options: SourceOptions): Promise<FeedSource> {
  const feed = await openXmlFeed(file);
  const reader = new FieldReader(file.path, options);
  const { idFrom } = feed.layout;
  return {
    format: file.format.replace(/^XML/, `XML (${feed.layout.name})`),
    idColumns: () => (idFrom === null ? reader.idColumns : reader.idColumns.map((name) => (name === 'id' ? idFrom : name))),
    isExport: () => false,
    currency: () => reader.currencyOf('price'),
    rows: async function* () {
      for await (const { line, isWhole, values } of bounded(feed.records(), options)) {
        options.notices.record();
        for (const variant of nestedVariants(values)) yield { line, isWhole, ...reader.read(variant) };
      }
    },
    facts: () => {
      const repaired = feed.repaired();
      const notes = [...file.notes];
      if (repaired !== null)
        notes.push(
          feedNote(
            'xml-repaired',
            `${file.path}: the XML is not well-formed, first on line ${repaired.line} (${repaired.message}); ${repaired.count} such places were put right.`,
          ),
        );
      return { columns: reader.facts(), notes };
    },
  };
}

function jsonSource(file: InputFile, records: RecordSource, options: SourceOptions): FeedSource {
  const reader = new FieldReader(file.path, options);
  let form: 'feed' | keyof typeof FORMS | null = null;
  const fields = new Set<string>();
  const mapsId = Object.hasOwn(options.mapped, 'id');
  const own = mapsId ? [options.mapped.id] : [];
  const structured = function* (rows: readonly StructuredRow[], line: number, isWhole: boolean): Generator<FeedRow> {
    for (const { texts, ids, values, hidden = null, isParent = false } of rows) {
      if (hidden !== null) {
        options.notices.hidden(hidden, line, ids.find((id) => id !== '') ?? '');
        continue;
      }
      const mapped = { ...texts, ...reader.mappedTexts(values) };
      for (const field in texts) fields.add(field);
      const further = reader.furtherOf(values, mapped);
      yield { line, isWhole, texts: mapped, further, ids: mapsId ? [oneText(mapped.id), ...ids] : ids, isParent };
    }
  };
  const rowsOf = function* (record: RecordValues, line: number, isWhole: boolean): Generator<FeedRow> {
    const values = withinProduct(record);
    if (isJsonLd(values)) {
      form ??= 'JSON-LD';
      const rows = jsonLdRows(values);
      if (rows.length === 0)
        options.notices.dropped('no product in the structured data', line, '@type', JSON.stringify(values['@type'] ?? ''));
      yield* structured(rows, line, isWhole);
    } else if (isShopifyProduct(values)) {
      form ??= 'Shopify';
      const rows = shopifyRows(values);
      if (rows.length === 0) options.notices.dropped('product without variants', line, 'variants', '');
      yield* structured(rows, line, isWhole);
    } else if (isWooProduct(values)) {
      form ??= 'WooCommerce';
      yield* structured(wooRows(values), line, isWhole);
    } else {
      form ??= 'feed';
      for (const variant of nestedVariants(values)) yield { line, isWhole, ...reader.read(variant) };
    }
  };
  const rules = (): (typeof FORMS)[keyof typeof FORMS] | null => (form === null || form === 'feed' ? null : FORMS[form]);
  return {
    get format() {
      const name = rules()?.name;
      return name === undefined ? file.format : `${name}, ${file.format}`;
    },
    idColumns: () => {
      const ids = rules()?.ids;
      return ids === undefined ? reader.idColumns : [...own, ...ids];
    },
    isExport: () => rules() !== null,
    currency: () => reader.currencyOf('price'),
    rows: async function* () {
      for await (const { line, isWhole, fault, values, raw } of records.records()) {
        options.notices.record();
        if (fault !== null) options.notices.dropped(fault, line, 'line', raw);
        else yield* rowsOf(values, line, isWhole);
      }
    },
    facts: () => {
      const columns = reader.facts();
      const used: ColumnUse[] = [...columns.used, ...[...fields].map((field) => ({ column: form ?? '', field }))];
      return { columns: { ...columns, used }, notes: records.notes() };
    },
  };
}

/** The product of a record that is around it and nothing else: of Shopify's `product.json`. */
function withinProduct(record: RecordValues): RecordValues {
  const { product } = record;
  return isNamed(product) && Object.keys(record).length === 1 ? product : record;
}
