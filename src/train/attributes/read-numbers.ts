/** A column of texts that are all numbers. */
export interface NumberTexts {
  /** In the order of the texts. */
  readonly values: readonly number[];
  /** Currencies or `%` beside the numbers, each once; percentages are read as shares, `25%` as 0.25. */
  readonly units: readonly string[];
}

const PLAIN = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
/** A number as people write it, with a currency or a percent sign. */
const WRITTEN = /^([A-Z]{3}|\p{Sc}|)\s*([+-]?\d[\d.,' \u00a0\u202f\u2019]*|[+-]?[.,]\d+)\s*([A-Z]{3}|\p{Sc}|%|)$/u;
/** Longer texts are no numbers, characters. */
const LONGEST = 100;
/** Blanks and apostrophes between thousands. */
const GAPS = /[' \u00a0\u202f\u2019]/g;
/** Codes such as 007 are no numbers. */
const LEADING_ZERO = /^[+-]?0\d/;
/** Whole numbers of sixteen digits and more are ids: a double would change them. */
const LONG = /^[+-]?\d{16,}$/;

/**
 * Reads a column of texts as numbers: `4.5`, `1,299.00`, `1.299,00 €`, `9,99`, `USD 12`, `25%`. The whole column decides which sign is the decimal one.
 *
 * @param texts without blanks around them, none empty
 * @returns null where one of them is no number
 */
export function readNumbers(texts: readonly string[]): NumberTexts | null {
  if (texts.every((text) => PLAIN.test(text) && isCount(text))) return finite(texts.map(Number), []);
  const written: { readonly digits: string; readonly unit: string }[] = [];
  for (const text of texts) {
    const found = text.length > LONGEST ? null : WRITTEN.exec(text);
    if (found === null || (found[1] !== '' && found[3] !== '')) return null;
    const digits = found[2].replace(GAPS, '');
    if (!isCount(digits)) return null;
    written.push({ digits, unit: found[1] || found[3] });
  }
  const units = [...new Set(written.map(({ unit }) => unit))];
  const isShare = units.includes('%');
  if (isShare && units.length > 1) return null;
  const decimal = decimalSign(written.map(({ digits }) => digits));
  const values = written.map(({ digits }) => {
    const plain = digits.replaceAll(decimal === ',' ? '.' : ',', '').replace(decimal, '.');
    // As written with two more places, so that 5.5% is 0.055 and not a rounding beside it.
    return isShare ? Number(`${plain}e-2`) : Number(plain);
  });
  return finite(
    values,
    units.filter((unit) => unit !== ''),
  );
}

/** Whether digits are those of a count or an amount, and not of a code. */
function isCount(digits: string): boolean {
  return !LEADING_ZERO.test(digits) && !LONG.test(digits);
}

/** The decimal sign of a column: the last one where a number has both, else a comma that is not before three digits, else the point. */
function decimalSign(numbers: readonly string[]): ',' | '.' {
  for (const digits of numbers) {
    const [comma, point] = [digits.lastIndexOf(','), digits.lastIndexOf('.')];
    if (comma >= 0 && point >= 0) return comma > point ? ',' : '.';
    if (point !== digits.indexOf('.')) return ',';
    if (comma !== digits.indexOf(',')) return '.';
    if (comma >= 0 && !/,\d{3}$/.test(digits)) return ',';
  }
  return '.';
}

function finite(values: readonly number[], units: readonly string[]): NumberTexts | null {
  return values.every(Number.isFinite) ? { values, units } : null;
}
