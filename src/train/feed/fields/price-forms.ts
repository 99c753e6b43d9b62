import { SHARED_SIGNS } from './currency-of.js';
import { readPrice, type WrittenPrice } from './read-price.js';

/** An amount and its currency. */
export interface Price {
  readonly amount: number;
  readonly currency: string | null;
}

/** What was decided about the prices of a feed. */
export interface PriceFacts {
  /** Prices such as `1.299`, by what they were read as. */
  readonly ambiguous: { readonly count: number; readonly example: string; readonly amount: number } | null;
  /** Ranges such as `10-20`. */
  readonly ranges: { readonly count: number; readonly example: string } | null;
  /** Signs of several currencies, with their number of prices. */
  readonly sharedSigns: readonly { readonly sign: string; readonly count: number; readonly currency: string | null }[];
}

/** A price that the other prices of the feed decide. */
type Waiting = (price: Price) => void;

/**
 * Reads the prices of one feed. A price such as `1.299` is 1299 or 1.299: what the other prices in its currency show is decided at the end,
 * and so is the currency of a sign that several share.
 */
export class PriceForms {
  readonly #waiting: { readonly price: WrittenPrice; readonly text: string; readonly use: Waiting }[] = [];
  /** By currency, and '' for all: how many prices show a comma, less those that show a point. */
  readonly #commas = new Map<string, number>();
  readonly #currencies = new Set<string>();
  readonly #signs = new Map<string, number>();
  #ranges = 0;
  #range = '';

  /**
   * Reads one price.
   *
   * @param text cleaned
   * @param named currency that the column names; null where it does not
   * @param use receives the price, now or by `settle`
   * @returns whether it is a price
   */
  read(text: string, named: string | null, use: Waiting): boolean {
    const written = readPrice(text);
    if (written === null) return false;
    const price = { ...written, currency: written.currency ?? named, sharedSign: named === null ? written.sharedSign : null };
    if (price.isRange) {
      if (this.#ranges === 0) this.#range = text;
      this.#ranges++;
    }
    if (price.currency !== null) this.#currencies.add(price.currency);
    if (price.form !== null)
      for (const key of new Set(['', price.currency ?? '']))
        this.#commas.set(key, (this.#commas.get(key) ?? 0) + (price.form === 'comma' ? 1 : -1));
    if (price.sharedSign !== null) {
      const sign = price.sharedSign.toLowerCase();
      this.#signs.set(sign, (this.#signs.get(sign) ?? 0) + 1);
    }
    if (price.other === null && price.sharedSign === null) use({ amount: price.amount, currency: price.currency });
    else this.#waiting.push({ price, text, use });
    return true;
  }

  /** Decides the prices that had to wait. */
  settle(): PriceFacts {
    let count = 0;
    let first: { example: string; amount: number } | null = null;
    for (const { price, text, use } of this.#waiting) {
      const commas = this.#commas.get(price.currency ?? '') || this.#commas.get('') || 0;
      // Without other evidence it is a separator of thousands: hardly a price has three decimals.
      const isDecimal = price.other !== null && (price.other.sign === 'comma' ? commas > 0 : commas < 0);
      const amount = price.other !== null && isDecimal ? price.other.amount : price.amount;
      if (price.other !== null) {
        count++;
        first ??= { example: text, amount };
      }
      use({ amount, currency: price.currency ?? this.#currencyOf(price.sharedSign) });
    }
    this.#waiting.length = 0;
    return {
      ambiguous: first === null ? null : { count, ...first },
      ranges: this.#ranges === 0 ? null : { count: this.#ranges, example: this.#range },
      sharedSigns: [...this.#signs].map(([sign, prices]) => ({ sign, count: prices, currency: this.#currencyOf(sign) })),
    };
  }

  /** The currency of a shared sign, where the feed's codes name exactly one of those that use it. */
  #currencyOf(sign: string | null): string | null {
    const named = (SHARED_SIGNS[sign?.toLowerCase() ?? ''] ?? []).filter((currency) => this.#currencies.has(currency));
    return named.length === 1 ? named[0] : null;
  }
}
