import { trimSigns } from '../../input/trim-signs.js';
import { currencyOf } from './currency-of.js';

/** A price as it was written. */
export interface WrittenPrice {
  /** Amount; where `form` is null and `other` is not, as if its separator were one of thousands. */
  readonly amount: number;
  /** ISO 4217; null where none is written, or a sign of several currencies. */
  readonly currency: string | null;
  /** The sign of several currencies, such as `$`; else null. */
  readonly sharedSign: string | null;
  /** The decimal sign that it shows; null where it shows none. */
  readonly form: 'point' | 'comma' | null;
  /** `1.299` and `1,299`: the amount if the separator is the decimal sign, and that sign; else null. */
  readonly other: { readonly amount: number; readonly sign: 'point' | 'comma' } | null;
  /** Whether it is a range, of which `amount` is the lower end. */
  readonly isRange: boolean;
}

/** Words for a price of 0. */
const FREE =
  /^(?:free|for free|gratis|kostenlos|umsonst|gratuite?|gratuito|gratuita|grátis|offert|za darmo|darmowy|zdarma|zadarmo|ilmainen|ingyenes|ücretsiz|bedava|бесплатно|безкоштовно|δωρεάν|無料|무료|免费|免費)$/iu;
/** Words before and after an amount that do not change it. */
const AROUND =
  /\b(?:from|ab|nur|only|à partir de|a partir de|dès|desde|da|od|vanaf|från|fra|alkaen|starting at|incl|inkl|excl|exkl|zzgl|inc|ex|ttc|ht|mwst|ust|vat|iva|btw|moms|dph|tax|tva|preis|price|pro|je|per|stück|stk|each|pcs?|st)\b\.?|\([^()]*\)|\*|\/\s*\p{L}+\.?/giu;
/** Currencies with three decimals: `1.299 KWD` is less than two. */
const THREE_DECIMALS: ReadonlySet<string> = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);
const AMOUNT = /-?(?:\d[\d.,' ]*\d|\d)(?:[.,:]\s?[-–—](?!\d))?|-?[.,]\d+/;
const RANGE = / ?(?:-|–|—|\.\.\.?|…|~|\bto\b|\bbis\b|\bhasta\b|\bà\b|\btot\b|\bdo\b|\btill\b|\ba\b) ?/iu;

/**
 * Reads a price as people write it: `$1,299.00`, `1.299,00 €`, `9,99`, `CHF 1'299.-`, `12,50 kr`, `1.299,- EUR`, `10-20 USD`, `Free`.
 *
 * @param text as in the feed; entities decoded
 * @returns null where it is no amount of 0 or more
 */
export function readPrice(text: string): WrittenPrice | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[’‘`´ʼ]/g, "'")
    .replace(/[−﹣]/g, '-')
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replaceAll('٫', '.')
    .replaceAll('٬', ',')
    .replace(/\s+/g, ' ')
    .replace(/\b(us|ca|au|nz|hk|sg)\s\$/i, '$1$')
    .trim();
  if (FREE.test(plain)) return { amount: 0, currency: null, sharedSign: null, form: null, other: null, isRange: false };
  if (/^\d+(?:\.\d+)?e[+-]?\d{1,2}$/i.test(plain))
    return { amount: Number(plain), currency: null, sharedSign: null, form: null, other: null, isRange: false };
  const first = readAmount(plain);
  if (first === null) return null;
  if (!/\d/.test(first.rest)) return withCurrency(first, first.rest, false);
  return readRange(plain);
}

/** `10-20 EUR`, `12.50 - 15.00 USD`, `€10 – €20`. */
function readRange(plain: string): WrittenPrice | null {
  const parts = plain.split(RANGE).filter((part) => part !== '');
  if (parts.length !== 2) return null;
  const [low, high] = parts.map((part) => {
    const amount = readAmount(part);
    return amount === null || /\d/.test(amount.rest) ? null : withCurrency(amount, amount.rest, true);
  });
  if (low === null || high === null) return null;
  if (low.currency !== null && high.currency !== null && low.currency !== high.currency) return null;
  const lower = low.amount <= high.amount ? low : high;
  return {
    ...lower,
    currency: low.currency ?? high.currency,
    sharedSign: (low.currency ?? high.currency) ? null : (low.sharedSign ?? high.sharedSign),
    form: low.form ?? high.form,
  };
}

/** An amount, and the text around it. */
interface ReadAmount {
  readonly digits: string;
  readonly rest: string;
}

function readAmount(plain: string): ReadAmount | null {
  const found = AMOUNT.exec(plain);
  if (found === null) return null;
  if (found[0].startsWith('-')) return null;
  if (/-\s?[\p{Sc}]?\s?$/u.test(plain.slice(0, found.index))) return null;
  return {
    digits: found[0].trim(),
    rest: `${plain.slice(0, found.index)} ${plain.slice(found.index + found[0].length)}`,
  };
}

function withCurrency({ digits }: ReadAmount, rest: string, isRange: boolean): WrittenPrice | null {
  let currency: string | null = null;
  let sharedSign: string | null = null;
  for (const word of rest.replace(AROUND, ' ').split(/\s+/)) {
    const bare = trimSigns(word, '-–—:,');
    if (bare === '') continue;
    const meant = currencyOf(bare) ?? currencyOf(bare.replace(/\.$/, ''));
    if (meant === undefined) return null;
    if (meant === 'shared') sharedSign ??= bare;
    else if (currency !== null && currency !== meant) return null;
    else currency = meant;
  }
  const number = readDigits(digits, currency);
  return number === null ? null : { ...number, currency, sharedSign: currency === null ? sharedSign : null, isRange };
}

/** Amount and form of digits with separators. */
function readDigits(written: string, currency: string | null): Pick<WrittenPrice, 'amount' | 'form' | 'other'> | null {
  const dash = /([.,:])\s?[-–—]$/.exec(written);
  const digits = written.replace(/[.,:]\s?[-–—]$/, '').replace(/[' ](?=\d{3}(?:\D|$))/g, '');
  if (!/^[\d.,]+$/.test(digits)) return null;
  const dashForm = dash === null || dash[1] === ':' ? null : dash[1] === ',' ? ('comma' as const) : ('point' as const);
  const point = digits.lastIndexOf('.');
  const comma = digits.lastIndexOf(',');
  if (point < 0 && comma < 0) return { amount: Number(digits), form: dashForm, other: null };
  const isComma = comma > point;
  const [sign, last] = isComma ? ([',', comma] as const) : (['.', point] as const);
  const thousands = isComma ? '.' : ',';
  const whole = digits.slice(0, last);
  const decimals = digits.slice(last + 1);
  const form = isComma ? 'comma' : 'point';
  // 1.234.567 or 1,29,999: a separator that repeats is one of thousands.
  if (whole.includes(sign)) {
    if (digits.includes(thousands) || !grouped(digits, sign)) return null;
    return { amount: Number(digits.replaceAll(sign, '')), form: dashForm ?? (isComma ? 'point' : 'comma'), other: null };
  }
  if (whole.includes(thousands)) {
    if (!grouped(whole, thousands)) return null;
    return { amount: Number(`${whole.replaceAll(thousands, '')}.${decimals}`), form, other: null };
  }
  const decimal = Number(`${whole}.${decimals}`);
  const isAmbiguous = decimals.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  if (!isAmbiguous || (currency !== null && THREE_DECIMALS.has(currency))) return { amount: decimal, form, other: null };
  const amount = Number(`${whole}${decimals}`);
  return dashForm !== null && dashForm !== form
    ? { amount, form: dashForm, other: null }
    : { amount, form: null, other: { amount: decimal, sign: form } };
}

/** Whether separators of thousands are where they belong: three digits after each; two between them in India. */
function grouped(digits: string, separator: string): boolean {
  const [first, ...groups] = digits.split(separator);
  return /^\d{1,3}$/.test(first) && groups.every((group, at) => group.length === 3 || (group.length === 2 && at < groups.length - 1));
}
