/** Currencies of ISO 4217. */
const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Signs and names that stand for one currency. `docs/intake.md` lists them. */
export const CURRENCY_SIGNS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  '£': 'GBP',
  us$: 'USD',
  $us: 'USD',
  'us-$': 'USD',
  u$s: 'USD',
  ca$: 'CAD',
  c$: 'CAD',
  cad$: 'CAD',
  a$: 'AUD',
  au$: 'AUD',
  nz$: 'NZD',
  hk$: 'HKD',
  nt$: 'TWD',
  s$: 'SGD',
  sg$: 'SGD',
  mx$: 'MXN',
  r$: 'BRL',
  'sfr.': 'CHF',
  sfr: 'CHF',
  'fr.': 'CHF',
  '₹': 'INR',
  '₽': 'RUB',
  'руб.': 'RUB',
  руб: 'RUB',
  'р.': 'RUB',
  '₺': 'TRY',
  tl: 'TRY',
  '₩': 'KRW',
  원: 'KRW',
  '₪': 'ILS',
  '₫': 'VND',
  đ: 'VND',
  '₴': 'UAH',
  'грн.': 'UAH',
  грн: 'UAH',
  '₦': 'NGN',
  '฿': 'THB',
  '₱': 'PHP',
  '₸': 'KZT',
  '₾': 'GEL',
  '₵': 'GHS',
  '₡': 'CRC',
  '₲': 'PYG',
  zł: 'PLN',
  zl: 'PLN',
  kč: 'CZK',
  kc: 'CZK',
  ft: 'HUF',
  lei: 'RON',
  'лв.': 'BGN',
  лв: 'BGN',
  円: 'JPY',
  元: 'CNY',
  rmb: 'CNY',
  rm: 'MYR',
  rp: 'IDR',
};

/** Signs of several currencies, with some of them. */
export const SHARED_SIGNS: Readonly<Record<string, readonly string[]>> = {
  $: ['USD', 'CAD', 'AUD', 'NZD', 'MXN', 'SGD', 'HKD', 'ARS', 'CLP', 'COP'],
  kr: ['SEK', 'NOK', 'DKK', 'ISK'],
  'kr.': ['SEK', 'NOK', 'DKK', 'ISK'],
  ',-kr': ['SEK', 'NOK', 'DKK'],
  '¥': ['JPY', 'CNY'],
  r: ['ZAR'],
  rs: ['INR', 'PKR', 'LKR', 'NPR'],
  'rs.': ['INR', 'PKR', 'LKR', 'NPR'],
};

/**
 * The currency that a code or a sign stands for.
 *
 * @param word such as `EUR`, `eur`, `€`, `kr`
 * @returns its ISO 4217 code; `shared` for a sign of several currencies; undefined where it is none
 */
export function currencyOf(word: string): string | 'shared' | undefined {
  const code = word.toUpperCase();
  if (CODES.has(code)) return code;
  const sign = word.toLowerCase().normalize('NFC');
  if (Object.hasOwn(CURRENCY_SIGNS, sign)) return CURRENCY_SIGNS[sign];
  return Object.hasOwn(SHARED_SIGNS, sign) ? 'shared' : undefined;
}
