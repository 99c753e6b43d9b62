import type { CatalogItem } from '../../types/catalog-item.js';
import { shownValue } from '../input/drop-report.js';
import type { ColumnUse, FeedFacts, FileFacts, InputNote } from '../input/input-facts.js';
import { counted, feedNote } from './columns/feed-notes.js';
import type { ColumnFacts } from './columns/field-reader.js';
import { foldName } from './columns/fold-name.js';
import type { FeedCollector } from './feed-collector.js';
import type { SettledFeed } from './feed-drafts.js';
import type { PriceFacts } from './fields/price-forms.js';
import type { FieldCounts } from './item-maker.js';

/** What is known of a feed after it was read. */
export interface FeedFindings {
  readonly files: readonly FileFacts[];
  readonly sources: readonly { readonly columns: ColumnFacts; readonly notes: readonly InputNote[] }[];
  readonly catalog: readonly CatalogItem[];
  readonly counts: FieldCounts;
  readonly prices: PriceFacts;
  readonly settled: SettledFeed;
  /** Products that shoppers do not see, by reason. */
  readonly hidden: ReadonlyMap<string, number>;
  readonly collector: Pick<FeedCollector, 'rounded' | 'roundedExample' | 'nothings'>;
  /** Whether `--map` names the ids. */
  readonly isMapped: boolean;
  /** Further notes. */
  readonly notes: readonly InputNote[];
}

/** Columns named in a sentence. */
const SHOWN = 8;

/** Notes on where the ids come from, and on variants. */
export function idNotes({ settled, collector, isMapped, catalog }: FeedFindings, used: readonly ColumnUse[]): InputNote[] {
  const notes: InputNote[] = [];
  const columns = [...new Set(used.filter(({ field }) => field === 'id').map(({ column }) => column))];
  const { byLog, idColumn } = settled;
  if (byLog !== null) {
    const percent = (share: number): string => `${Math.round(share * 100)} %`;
    notes.push(
      feedNote(
        'id-by-log',
        `Ids are taken from ${named(idColumn)}, which has ${percent(byLog.chosen)} of the log's item ids; ${named(byLog.usualColumn)} has ${percent(byLog.usual)}.`,
        '--map id=COLUMN',
      ),
    );
  } else if (!isMapped && idColumn !== '' && !/^(?:g:)?id$/i.test(idColumn))
    notes.push(
      feedNote(
        'id-assumed',
        `Ids are taken from ${named(idColumn)}. They must be those that the log and the shop's pages have.`,
        '--map id=COLUMN',
      ),
    );
  if (!isMapped && columns.length > 1 && byLog === null)
    notes.push(feedNote('second-column', `${columns.map(named).join(', ')} have ids; the first of a row is taken.`, '--map id=COLUMN'));
  if (settled.variants > 0)
    notes.push(
      feedNote(
        'variants-grouped',
        `Variants with an item_group_id in common with others of their product: ${settled.variants}.`,
        '--map id=COLUMN',
      ),
    );
  if (settled.parentsKept > 0)
    notes.push(feedNote('parents-kept', `Products with variants that are items too, since the log names them: ${settled.parentsKept}.`));
  if (settled.folded > 0)
    notes.push(
      feedNote(
        'variants-folded',
        `Rows with an id that another row has are one item with it: ${settled.folded} of them, ${counted(catalog.length, 'item')} in all. An item has the lowest price, and is in stock if one of its rows is.`,
        '--map id=COLUMN',
      ),
    );
  if (collector.rounded > 0)
    notes.push(
      feedNote(
        'excel-ids',
        `Ids that look like numbers that a spreadsheet rounded, such as ${collector.roundedExample}: ${collector.rounded}. Export the feed again, and format the column of ids as text before it is saved.`,
      ),
    );
  return notes;
}

/** Notes on names of columns. */
export function columnNotes(columns: readonly ColumnFacts[]): InputNote[] {
  const notes: InputNote[] = [];
  const languages = [...new Set(columns.flatMap(({ language }) => language ?? []))];
  if (languages.length > 0)
    notes.push(feedNote('header-language', `Names of columns in ${languages.join(' and ')} were recognised.`, '--map FIELD=COLUMN'));
  // Numbers of makers and of trade beside the shop's own ids are usual.
  const second = columns.flatMap((facts) => facts.second).filter(({ field, instead }) => field !== 'id' || foldName(instead) !== 'id');
  if (second.length > 0) {
    const shown = second
      .slice(0, SHOWN)
      .map(({ column, field, instead }) => `${field} is read from ${named(instead)}, not from ${named(column)}`);
    const more = second.length > SHOWN ? `, and ${second.length - SHOWN} more` : '';
    notes.push(feedNote('second-column', `${shown.join('; ')}${more}.`, '--map FIELD=COLUMN'));
  }
  return notes;
}

/** Notes on prices. */
export function priceNotes({ counts, prices, catalog }: FeedFindings): InputNote[] {
  const notes: InputNote[] = [];
  if (counts.onSale > 0 || counts.notYetOnSale > 0)
    notes.push(
      feedNote(
        'sale-price',
        `The price in the pack is what shoppers pay today. Items with their sale price: ${counts.onSale}; with a sale that has not begun or is over: ${counts.notYetOnSale}. Build the pack again when sales begin or end.`,
      ),
    );
  if (counts.saleHigher > 0)
    notes.push(feedNote('sale-price-higher', `Sale prices above the price, which are not used: ${counts.saleHigher}.`));
  if (prices.ambiguous !== null) {
    const { count, example, amount } = prices.ambiguous;
    notes.push(
      feedNote(
        'ambiguous-price',
        `Prices that may have three decimals or a separator of thousands, such as "${shownValue(example)}": ${count}. By the other prices of the feed, "${shownValue(example)}" is ${amount}.`,
      ),
    );
  }
  if (prices.ranges !== null)
    notes.push(
      feedNote(
        'price-range',
        `Prices that are ranges, such as "${shownValue(prices.ranges.example)}": ${prices.ranges.count}. The lowest is used.`,
      ),
    );
  for (const { sign, count, currency } of prices.sharedSigns)
    notes.push(
      feedNote(
        'currency-sign',
        `Prices with the sign ${sign}, which several currencies share: ${count}. ${currency === null ? 'They have no currency in the pack. Write its code in the feed, such as "12.50 USD", or in a column "currency"' : `${currency} is taken, as other prices of the feed name it`}.`,
        currency === null ? '--map currency=COLUMN' : null,
      ),
    );
  const currencies = new Map<string, number>();
  let without = 0;
  for (const { price, currency } of catalog) {
    if (price === undefined) continue;
    if (currency === undefined) without++;
    else currencies.set(currency, (currencies.get(currency) ?? 0) + 1);
  }
  if (currencies.size > 1) {
    const list = [...currencies].sort(([, one], [, other]) => other - one).map(([code, count]) => `${code}: ${count}`);
    notes.push(
      feedNote(
        'several-currencies',
        `Prices are in several currencies (${list.slice(0, SHOWN).join(', ')}); they are not converted, and rules compare the amounts.`,
      ),
    );
  }
  const signed = prices.sharedSigns.reduce((sum, { count, currency }) => sum + (currency === null ? count : 0), 0);
  if (without > signed) notes.push(feedNote('no-currency', `Prices without a currency: ${without}.`, '--map currency=COLUMN'));
  return notes;
}

/** Notes on what items are, and on those that are not in the catalogue. */
export function itemNotes({ counts, hidden, collector, catalog }: FeedFindings, availability: FeedFacts['availability']): InputNote[] {
  const notes: InputNote[] = [];
  if (hidden.size > 0) {
    const list = [...hidden].map(([reason, count]) => `${reason}: ${count}`);
    notes.push(feedNote('not-published', `Shoppers do not see these rows, and they are not in the pack: ${list.join(', ')}.`));
  }
  if (counts.googlePaths > 0)
    notes.push(
      feedNote(
        'category-from-google',
        `Items without a product type, for which Google's category is used: ${counts.googlePaths}.`,
        '--map product_type=COLUMN',
      ),
    );
  if (counts.googleNumbers > 0)
    notes.push(
      feedNote(
        'google-category-number',
        `Items without a product type, and with Google's category as a number, which is not read: ${counts.googleNumbers}.`,
        '--map product_type=COLUMN',
      ),
    );
  if (counts.slashes > counts.levels)
    notes.push(
      feedNote(
        'category-separator',
        `Categories with / or | and without >: ${counts.slashes}. Only > separates levels, so each is one level.`,
      ),
    );
  if (counts.shipDates > 0)
    notes.push(
      feedNote(
        'availability-date',
        `Items with a date of availability: ${counts.shipDates}. It is theirs alone, and not the date on which they were added.`,
      ),
    );
  if (availability.unknown.length > 0) {
    const list = availability.unknown.slice(0, SHOWN).map(({ word, count }) => `"${shownValue(word)}": ${count}`);
    const more = availability.unknown.length > SHOWN ? ', ...' : '';
    notes.push(
      feedNote(
        'availability-unknown',
        `Words of availability that are not known count as in stock: ${list.join(', ')}${more}.`,
        '--map availability=COLUMN',
      ),
    );
  }
  if (availability.none === catalog.length)
    notes.push(feedNote('no-availability', 'No item has an availability: none counts as sold out.', '--map availability=COLUMN'));
  if (counts.decoded > 0)
    notes.push(feedNote('texts-decoded', `Texts with HTML entities or markup, such as &amp;, which were decoded: ${counts.decoded}.`));
  if (collector.nothings > 0)
    notes.push(feedNote('nothing-words', `Values such as NULL or n/a, which count as none: ${collector.nothings}.`));
  return notes;
}

function named(column: string): string {
  return `"${shownValue(column)}"`;
}
