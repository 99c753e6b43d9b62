import { categoryLevels, LEVEL_SEPARATOR, readCategory } from '../../core/catalog/category-levels.js';
import { LIMITS } from '../../pack/format/format.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { FeedField, FeedRow, FeedTexts } from './columns/feed-fields.js';
import { oneText } from './columns/feed-text.js';
import { cleanFeedText, decodeEntities, plainDescription } from './fields/clean-text.js';
import { readFeedDate, readSalePeriod } from './fields/feed-dates.js';
import { ownText } from './fields/own-text.js';
import type { Price, PriceForms } from './fields/price-forms.js';
import { readAddress } from './fields/read-address.js';
import { readAvailability } from './fields/read-availability.js';
import { firstCategory, splitCategories } from './fields/read-category.js';

/** Maximum length of a description, characters. */
const DESCRIPTION_CHARACTERS = 2000;
/** Longest text kept, characters. */
const TEXT_CHARACTERS = 500;
/** Item types that lists distinguish. */
const ITEM_TYPES: ReadonlySet<string> = new Set(['product', 'article', 'live']);
const CURRENCY = /^[A-Z]{3}$/;

/** Receives every value that was changed or dropped. */
export type Notice = (reason: string, field: FeedField, value: string) => void;

/** An item that the rest of its feed may still change. */
export type OpenItem = { -readonly [Key in keyof CatalogItem]: CatalogItem[Key] };

/** An item that was made of a row. */
export interface MadeItem {
  readonly item: OpenItem;
  /** Plain text, '' where there is none. */
  readonly description: string;
  /** Address of its picture where it is relative to a folder, as written: `img/tent.jpg`. No page can use it, but a folder of pictures may have the file. '' where there is none. */
  readonly relativePicture: string;
  /** Amount and text of today's sale price, filled in with the item's price; null where it has none. */
  sale: string | null;
  /** Amount and text of the price without it, likewise. */
  regular: string | null;
}

/** What happened to the values of all items. */
export interface FieldCounts {
  /** Items at today's sale price, with a period that does not hold today, and with one above the price. */
  onSale: number;
  notYetOnSale: number;
  saleHigher: number;
  decoded: number;
  googlePaths: number;
  googleNumbers: number;
  slashes: number;
  levels: number;
  shipDates: number;
}

/** Makes catalogue items of the rows of one feed. Invalid values are dropped and reported; the item is kept. */
export class ItemMaker {
  readonly counts: FieldCounts = {
    onSale: 0,
    notYetOnSale: 0,
    saleHigher: 0,
    decoded: 0,
    googlePaths: 0,
    googleNumbers: 0,
    slashes: 0,
    levels: 0,
    shipDates: 0,
  };
  readonly #prices: PriceForms;
  readonly #now: number;
  readonly #date: (text: string) => number | undefined;

  /**
   * @param prices of the feed; its `settle` completes the items
   * @param now milliseconds since 1970, for sale prices
   * @param dayFirst whether 01/02/2026 is 1 February; default: a date that may be either is not read
   */
  constructor(prices: PriceForms, now: number, dayFirst?: boolean) {
    this.#prices = prices;
    this.#now = now;
    this.#date = (text) => readFeedDate(text, dayFirst, now);
  }

  /**
   * Makes an item.
   *
   * @param row from a reader
   * @param id valid
   * @param currency that the feed's columns name; null where none does
   * @param notice receives the changes
   */
  make({ texts }: FeedRow, id: string, currency: string | null, notice: Notice): MadeItem {
    const item: OpenItem = { id: ownText(id) };
    const relativePicture = this.#readTexts(texts, item, notice);
    this.#readCategory(texts, item, notice);
    this.#readStock(texts, item);
    const made: MadeItem = {
      item,
      description: ownText(plainDescription(oneText(texts.description), DESCRIPTION_CHARACTERS)),
      relativePicture,
      sale: null,
      regular: null,
    };
    this.#readPrices(texts, made, currency, notice);
    for (const field of ['added', 'starts', 'ends'] as const) {
      const text = oneText(texts[field]).trim();
      if (text === '') continue;
      const time = this.#date(text);
      if (time === undefined) notice('date unreadable, or day and month in doubt (--day-first, --month-first)', field, text);
      else item[field] = time;
    }
    const type = oneText(texts.type).trim().toLowerCase();
    if (ITEM_TYPES.has(type)) item.type = type;
    // Feeds use the name for other things too.
    else if (type !== '') notice('type left out (product, article or live)', 'type', type);
    return made;
  }

  /** Returns the picture's address where it is relative to a folder, else ''. */
  #readTexts(texts: FeedTexts, item: OpenItem, notice: Notice): string {
    let relative = '';
    for (const field of ['title', 'brand', 'item_group_id', 'size', 'color'] as const) {
      const text = this.#clean(oneText(texts[field]));
      if (text === '') continue;
      item[field] = ownText(cutText(text, TEXT_CHARACTERS));
      if (item[field].length < text.length)
        notice(field === 'title' ? 'title cut at 500 characters' : 'text cut at 500 characters', field, text);
    }
    for (const field of ['link', 'image_link'] as const) {
      const written = oneText(texts[field]).trim();
      if (written === '') continue;
      // Lists of pictures in one text: the first.
      const address = readAddress(written) ?? (field === 'image_link' ? readAddress(written.split(/[,;|\s]/, 1)[0]) : undefined);
      if (address !== undefined) item[field] = ownText(address);
      else {
        notice('address left out (only http:, https:, and from / on)', field, written);
        // A drive of Windows is no scheme.
        if (field === 'image_link' && !/^[a-z][a-z0-9+.-]+:/i.test(written)) relative = ownText(cutText(written, TEXT_CHARACTERS));
      }
    }
    return relative;
  }

  #readCategory(texts: FeedTexts, item: OpenItem, notice: Notice): void {
    const written = texts.product_type ?? [];
    const own = (typeof written === 'string' ? [written] : written).map((text) => this.#clean(text)).filter(Boolean);
    let category = firstCategory(own.length === 1 ? splitCategories(own[0]) : own);
    if (category.includes('>')) this.counts.levels++;
    else if (/\S[/|]\S|\s[/|]\s/.test(category)) this.counts.slashes++;
    if (category === '') {
      const google = this.#clean(oneText(texts.google_product_category));
      if (/^\d+$/.test(google)) this.counts.googleNumbers++;
      else if (google !== '') {
        category = firstCategory([google]);
        this.counts.googlePaths++;
      }
    }
    if (category === '') return;
    const read = readCategory(cutText(category, TEXT_CHARACTERS));
    if (read.length < category.length) notice('text cut at 500 characters', 'product_type', category);
    const levels = categoryLevels(read);
    item.product_type = ownText(levels.length > LIMITS.levels ? levels.slice(0, LIMITS.levels).join(LEVEL_SEPARATOR) : read);
    if (levels.length > LIMITS.levels) notice(`category cut at ${LIMITS.levels} levels`, 'product_type', category);
  }

  #readStock(texts: FeedTexts, item: OpenItem): void {
    const written = this.#clean(oneText(texts.availability));
    if (oneText(texts.availability_date).trim() !== '') this.counts.shipDates++;
    if (written !== '') item.availability = readAvailability(written) ?? ownText(cutText(written, TEXT_CHARACTERS));
  }

  #readPrices(texts: FeedTexts, made: MadeItem, named: string | null, notice: Notice): void {
    const { item } = made;
    const column = decodeEntities(oneText(texts.currency)).trim().toUpperCase();
    const currency = CURRENCY.test(column) ? column : named;
    const written = decodeEntities(oneText(texts.price)).trim();
    const reduced = decodeEntities(oneText(texts.sale_price)).trim();
    const pair: { regular: Price | null; sale: Price | null } = { regular: null, sale: null };
    const settled = { regular: true, sale: true };
    const decide = (): void => {
      if (!settled.regular || !settled.sale) return;
      const paid = this.#paid(texts, pair, made, notice);
      if (paid === null) return;
      item.price = paid.amount;
      if (paid.currency !== null) item.currency = paid.currency;
    };
    const read = (side: 'regular' | 'sale', text: string): void => {
      settled[side] = false;
      const isPrice = this.#prices.read(text, currency, (price) => {
        pair[side] = price;
        settled[side] = true;
        if (isOpen) decide();
      });
      if (isPrice) return;
      settled[side] = true;
      notice('price unreadable', side === 'sale' ? 'sale_price' : 'price', text);
    };
    let isOpen = false;
    if (written === '') {
      if (reduced === '') notice('price missing', 'price', '');
    } else read('regular', written);
    if (reduced !== '') read('sale', reduced);
    isOpen = true;
    decide();
  }

  /** What shoppers pay today. */
  #paid(texts: FeedTexts, { regular, sale }: { regular: Price | null; sale: Price | null }, made: MadeItem, notice: Notice): Price | null {
    if (sale === null) return regular;
    const whole = oneText(texts.sale_price_effective_date).trim();
    const [starts, ends] = [oneText(texts.sale_starts).trim(), oneText(texts.sale_ends).trim()];
    const period = readSalePeriod(whole, starts, ends, this.#date);
    if (period === undefined)
      notice('period of the sale price unreadable: the price is used', 'sale_price_effective_date', whole || `${starts}/${ends}`);
    // Exports write 0 for none.
    if (sale.amount === 0 && regular !== null) return regular;
    if (regular !== null && sale.amount >= regular.amount) {
      if (sale.amount > regular.amount) this.counts.saleHigher++;
      return regular;
    }
    if (period === undefined || this.#now < period.from || this.#now >= period.to) {
      this.counts.notYetOnSale++;
      return regular;
    }
    this.counts.onSale++;
    made.sale = String(sale.amount);
    if (regular !== null && (sale.currency ?? regular.currency) === (regular.currency ?? sale.currency))
      made.regular = String(regular.amount);
    return { amount: sale.amount, currency: sale.currency ?? regular?.currency ?? null };
  }

  #clean(text: string): string {
    if (text === '') return '';
    const clean = cleanFeedText(text);
    if (clean !== text && (text.includes('&') || text.includes('<')) && clean !== text.trim()) this.counts.decoded++;
    return clean;
  }
}

/** The text, cut to a number of characters without splitting a surrogate pair. */
function cutText(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const end = /[\ud800-\udbff]/.test(text[characters - 1]) ? characters - 1 : characters;
  return text.slice(0, end);
}
