/** Numbers and times as a language writes them. */
export interface SectionFormats {
  /** A number, with at most one decimal. */
  number(value: number): string;
  /** A share of 1, as a whole percentage. */
  percent(share: number): string;
  /** A moment in milliseconds since 1970, as a day. */
  day(time: number): string;
  /** A moment in milliseconds since 1970, as a time of the day. */
  time(time: number): string;
  /** A number of bytes, in a fitting unit. */
  bytes(count: number): string;
  /** An amount of money; `currency` as in the feed, or ''. */
  money(amount: number, currency: string): string;
}

/**
 * Formats of a language.
 *
 * @param language a BCP 47 tag; where it is none, the browser's own language
 */
export function sectionFormats(language: string): SectionFormats {
  const locale = localeOf(language);
  const number = (value: number, options: Intl.NumberFormatOptions = {}): string =>
    new Intl.NumberFormat(locale, { __proto__: null, maximumFractionDigits: 1, ...options } as Intl.NumberFormatOptions).format(value);
  const date = (time: number, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, { __proto__: null, ...options } as Intl.DateTimeFormatOptions).format(time);
  return {
    number,
    percent: (share) => number(share, { style: 'percent', maximumFractionDigits: 0 }),
    day: (time) => date(time, { dateStyle: 'medium' }),
    time: (time) => date(time, { timeStyle: 'medium' }),
    bytes: (count) => {
      const [unit, size] = count < 1e3 ? ['byte', 1] : count < 1e6 ? ['kilobyte', 1e3] : ['megabyte', 1e6];
      return number(count / (size as number), { style: 'unit', unit: unit as string, unitDisplay: count < 1e3 ? 'long' : 'short' });
    },
    money: (amount, currency) => {
      try {
        return number(amount, { style: 'currency', currency, maximumFractionDigits: 2 });
      } catch {
        // No currency, or none that there is.
        return `${number(amount)} ${currency}`.trim();
      }
    },
  };
}

function localeOf(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language)[0];
  } catch {
    return undefined;
  }
}
