import type { CatalogItem } from '../../types/catalog-item.js';
import type { CodedColumn, CodedColumnName, OwnTexts, Pack, TextColumnName } from '../../types/pack.js';
import type { LocaleColumns } from './read-locale.js';

/**
 * A pack with the texts, prices and stock of a locale in place of the catalogue's own. Ids, rows and categories stay: a profile and a rule mean the same in
 * every locale, but for amounts.
 *
 * @param pack the catalogue, with all its own texts, or a locale that has the text of every item
 * @param columns of the locale
 * @param tag of the locale
 */
export function applyLocale(pack: Pack, { texts, availability, prices, categoryNames }: LocaleColumns, tag: string): Pack {
  const textColumns = new Map<TextColumnName, OwnTexts>();
  const codedColumns = new Map<CodedColumnName, CodedColumn>();
  /** Made on first use, and kept: others remember what they compute by column. */
  const once = <Name, Column>(known: Map<Name, Column>, name: Name, make: () => Column): Column => {
    const column = known.get(name) ?? make();
    known.set(name, column);
    return column;
  };
  return {
    ...pack,
    locale: tag,
    ...(categoryNames && { categoryNames }),
    ...(prices !== null && { ownPrices: { amounts: pack.numberColumn('price'), currency: pack.codedColumn('currency') } }),
    textColumn: (name) => {
      const [own, local] = [pack.textColumn(name), texts.get(name)];
      return local === undefined ? own : once(textColumns, name, () => (own === null ? local : mergeTexts(own, local, pack.items)));
    },
    codedColumn: (name) => {
      const own = pack.codedColumn(name);
      if (name === 'currency' && prices !== null) return once(codedColumns, name, () => currencyColumn(prices));
      if (name !== 'availability' || availability === null) return own;
      return once(codedColumns, name, () => (own === null ? availability : mergeCodes(own, availability)));
    },
    numberColumn: (name) => (name === 'price' && prices !== null ? prices.amounts : pack.numberColumn(name)),
    itemOf: (row) => {
      const item: { -readonly [Key in keyof CatalogItem]: CatalogItem[Key] } = { ...pack.itemOf(row) };
      for (const [name, { at }] of texts) if (at(row) !== '') item[name] = at(row);
      const word = availability?.values[availability.codes[row]];
      if (word) item.availability = word;
      const category = item.product_type === undefined ? undefined : categoryNames?.[pack.codedColumn('product_type')?.codes[row] ?? 0];
      if (category) item.product_type = category;
      if (prices !== null) {
        delete item.price;
        delete item.currency;
        if (!Number.isNaN(prices.amounts[row]))
          Object.assign(item, { price: prices.amounts[row] }, prices.currency && { currency: prices.currency });
      }
      return item;
    },
  };
}

function mergeTexts(own: OwnTexts, local: OwnTexts, items: number): OwnTexts {
  const offsets = new Uint32Array(items + 1);
  const isLocal = (row: number): boolean => local.offsets[row + 1] > local.offsets[row];
  const of = (row: number): OwnTexts => (isLocal(row) ? local : own);
  for (let row = 0; row < items; row++) offsets[row + 1] = offsets[row] + of(row).offsets[row + 1] - of(row).offsets[row];
  const bytes = new Uint8Array(offsets[items]);
  for (let row = 0; row < items; row++) {
    const { bytes: from, offsets: starts } = of(row);
    bytes.set(from.subarray(starts[row], starts[row + 1]), offsets[row]);
  }
  return { offsets, bytes, at: (row) => of(row).at(row) };
}

/** The catalogue's words, where the locale has none. */
function mergeCodes(own: CodedColumn, local: CodedColumn): CodedColumn {
  const values = [...new Set([...own.values, ...local.values])];
  const [ownCodes, localCodes] = [own, local].map((column) => column.values.map((value) => values.indexOf(value)));
  const codes = Uint32Array.from(own.codes, (code, row) =>
    local.values[local.codes[row]] === '' ? ownCodes[code] : localCodes[local.codes[row]],
  );
  return { codes, values };
}

function currencyColumn({ amounts, currency }: NonNullable<LocaleColumns['prices']>): CodedColumn {
  return { codes: Uint8Array.from(amounts, (amount) => (Number.isNaN(amount) ? 0 : 1)), values: ['', currency] };
}
