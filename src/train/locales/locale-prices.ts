import type { CatalogItem } from '../../types/catalog-item.js';
import { counted, feedNote } from '../feed/columns/feed-notes.js';
import type { InputNote } from '../input/input-facts.js';

/** Rows and ids named in a note. */
const SHOWN = 3;
const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** A row of a locale's feed. */
export interface LocaleRow {
  readonly item: CatalogItem;
  /** Line of its file, from 1. */
  readonly line: number;
}

/** The prices of a locale. */
interface LocalePrices {
  /** ISO 4217; '' where they have none; null: no prices of its own. */
  readonly currency: string | null;
  /** By row of the catalogue; undefined where an item has none. */
  readonly amounts: readonly (number | undefined)[];
  readonly notes: readonly InputNote[];
}

/**
 * The prices of a locale, in one currency: that of most of them. Others are left out, since amounts of two currencies cannot be compared, and nothing is
 * converted. An item without a price has the catalogue's if that is in the same currency.
 *
 * @param catalog in row order
 * @param rows of the locale's feed, by row of the catalogue; undefined where it has none
 */
export function localePrices(catalog: readonly CatalogItem[], rows: readonly (LocaleRow | undefined)[]): LocalePrices {
  const notes: InputNote[] = [];
  const byCurrency = new Map<string, LocaleRow[]>();
  for (const row of rows) {
    if (row?.item.price === undefined) continue;
    const code = row.item.currency ?? '';
    const known = byCurrency.get(code);
    if (known === undefined) byCurrency.set(code, [row]);
    else known.push(row);
  }
  if (byCurrency.size === 0) return { currency: null, amounts: [], notes };
  const known = [...byCurrency].filter(([code]) => code === '' || CODES.has(code)).sort(([, one], [, other]) => other.length - one.length);
  const unknown = [...byCurrency].filter(([code]) => code !== '' && !CODES.has(code));
  if (unknown.length > 0)
    notes.push(
      feedNote(
        'locale-currency-unknown',
        `Currencies that are none of ISO 4217, whose prices are left out: ${unknown.map(named).join('; ')}.`,
      ),
    );
  const [currency, ...others] = known.map(([code]) => code);
  if (currency === undefined) return { currency: null, amounts: [], notes };
  if (others.length > 0)
    notes.push(
      feedNote(
        'locale-currencies',
        `Most prices are in ${currency || 'no currency'}. Those in others are left out, as nothing is converted: ${known.slice(1).map(named).join('; ')}.`,
      ),
    );
  const amounts = catalog.map(({ price, currency: own = '' }, at) => {
    const row = rows[at]?.item;
    if (row?.price !== undefined && (row.currency ?? '') === currency) return row.price;
    return own === currency ? price : undefined;
  });
  const without = catalog.flatMap(({ id }, at) => (amounts[at] === undefined ? id : []));
  if (without.length > 0)
    notes.push(
      feedNote(
        'locale-prices-missing',
        `${counted(without.length, 'item has', 'items have')} no price in ${currency || 'this locale'}, and none is shown: ${without.slice(0, SHOWN).join(', ')}${without.length > SHOWN ? ', ...' : ''}.`,
      ),
    );
  return { currency, amounts, notes };
}

function named([code, rows]: readonly [string, readonly LocaleRow[]]): string {
  const shown = rows.slice(0, SHOWN).map(({ item, line }) => `${item.id} on line ${line}`);
  return `${code || 'none'}: ${rows.length} (${shown.join(', ')}${rows.length > SHOWN ? ', ...' : ''})`;
}
