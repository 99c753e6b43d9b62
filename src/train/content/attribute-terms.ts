import type { AttributeColumn } from '../../types/pack.js';
import { contentTokens } from './content-tokens.js';

/** An attribute as content. */
export interface ContentAttribute {
  readonly name: string;
  readonly column: AttributeColumn;
}

/** Number of quantiles of a number. */
const STEPS = 10;
/** Attributes that are not what an item is like: their values are the price again, or the shop's bookkeeping. */
const LEFT_OUT: ReadonlySet<string> = new Set(['sale_price', 'regular_price', 'review_count']);

/**
 * The terms of the shop's own attributes: each text of a word or a list, and the decile of a number or a date, with each neighbouring decile half.
 *
 * @param attributes typed
 * @returns terms of a row, with their weights
 */
export function attributeTerms(attributes: readonly ContentAttribute[]): (row: number) => [string, number][] {
  const makers = attributes.filter(({ name }) => !LEFT_OUT.has(name)).map(({ name, column }) => termsOfColumn(name, column));
  return (row) => makers.flatMap((make) => make(row));
}

function termsOfColumn(name: string, column: AttributeColumn): (row: number) => [string, number][] {
  if ('codes' in column) {
    const terms = column.texts.map((texts) =>
      texts.map((text): [string, number] => [`attribute ${name} ${contentTokens(text).join(' ') || text}`, 1]),
    );
    return (row) => terms[column.codes[row]];
  }
  const sorted = column.values.filter((value) => !Number.isNaN(value)).sort();
  const bounds = Array.from({ length: STEPS - 1 }, (_, step) => sorted[Math.floor(((step + 1) * sorted.length) / STEPS)]);
  return (row) => {
    const value = column.values[row];
    if (Number.isNaN(value)) return [];
    const step = bounds.filter((bound) => value >= bound).length;
    return [-1, 0, 1].map((beside) => [`attribute ${name} ${step + beside}`, beside === 0 ? 1 : 0.5]);
  };
}
