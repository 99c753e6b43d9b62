/**
 * Reads a number as pages write it: `1299`, `"1,299.00"`, `"1.299,00 €"`, `"1 299,00"`, `"1'299.00"`. Of two different separators the last one
 * begins the decimals. A single comma before exactly three digits separates thousands, a single point never does.
 *
 * @param value any value
 * @returns undefined if it is no number of 0 or more
 */
export function readNumber(value: unknown): number | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const plain = value === '' ? Number.NaN : Number(value);
  const number = Number.isNaN(plain) ? written(String(value)) : plain;
  return number >= 0 && Number.isFinite(number) ? number : undefined;
}

/** The first run of digits and separators of a text, as a number; NaN without one. */
function written(text: string): number {
  const [, sign, run] = /(-?)(\d[\d.,'’\s]*)/.exec(text.slice(0, 64)) ?? [];
  if (run === undefined) return Number.NaN;
  const digits = run.replace(/['’\s]/g, '').replace(/[.,]+$/, '');
  const [point, comma] = [digits.lastIndexOf('.'), digits.lastIndexOf(',')];
  const last = Math.max(point, comma);
  const mark = digits[last];
  const isAlone = last >= 0 && digits.indexOf(mark) === last;
  const isDecimal = isAlone && (mark === '.' || Math.min(point, comma) >= 0 || digits.length - last !== 4);
  const whole = isDecimal ? `${digits.slice(0, last).replace(/[.,]/g, '')}.${digits.slice(last + 1)}` : digits.replace(/[.,]/g, '');
  return Number(sign + whole);
}
