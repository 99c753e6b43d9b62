import type { Steps } from '../../core/time/run-steps.js';
import type { AttributeColumn } from '../../types/pack.js';
import type { RuleAttribute, TextCodes } from '../rule-column.js';

/** Texts between two yields. */
const TEXTS_AT_ONCE = 4096;
const NONE: readonly number[] = [];
const NO_TEXTS: readonly string[] = [];

const dictionaries = new WeakMap<AttributeColumn, ReadonlyMap<string, readonly number[]>>();

/**
 * An attribute as a column of rules. A list equals each of its texts.
 *
 * @param column from the pack
 */
export function attributeVector(column: AttributeColumn): RuleAttribute {
  return 'values' in column
    ? { type: 'number', values: column.values, isDate: column.type === 'date' }
    : {
        type: 'text',
        encode: () => encodeAttributeTexts(column),
        isDate: false,
        textsAt: (row) => column.texts[column.codes[row]] ?? NO_TEXTS,
      };
}

function* encodeAttributeTexts(column: Extract<AttributeColumn, { readonly codes: unknown }>): Steps<TextCodes> {
  let dictionary = dictionaries.get(column);
  if (dictionary === undefined) {
    const made = new Map<string, number[]>();
    for (const [code, texts] of column.texts.entries()) {
      if (code % TEXTS_AT_ONCE === 0) yield;
      for (const text of texts.length === 0 ? [''] : texts) {
        const codes = made.get(text);
        if (codes === undefined) made.set(text, [code]);
        else codes.push(code);
      }
    }
    dictionary = made;
    dictionaries.set(column, made);
  }
  const found = dictionary;
  return { codes: column.codes, codesOf: (text) => found.get(text) ?? NONE };
}
