import { parse } from 'lossless-json';
import { INPUT_LIMITS } from '../files/input-limits.js';
import type { RecordValue } from '../input/value-at.js';
import { isDeep, tooDeep } from './is-deep.js';

/** Numbers whose text a JavaScript number may lose: 16 digits and more, a last zero after the point, exponents, small fractions. Too many are found rather than too few. */
const INEXACT = /[:[,\s]-?(?:[\d.]{16}|\d+\.\d*0(?!\d)|\d+(?:\.\d+)?[eE]|0\.0{6})/;

/**
 * Parses JSON. Numbers, `true` and `false` become their exact texts.
 *
 * @param text one JSON value
 * @param place file and line, for errors
 * @throws OnshelfError `bad-input` where lists and objects are nested too deep; SyntaxError where it is not JSON
 */
export function parseExact(text: string, place: string): RecordValue {
  if (!INEXACT.test(text)) return recordValue(JSON.parse(text), 0, place);
  if (isDeep(text)) throw tooDeep(place);
  // A name that occurs twice is an error to the exact parser; then the numbers lose what a double cannot hold.
  try {
    return recordValue(
      parse(text, undefined, (number) => number),
      0,
      place,
    );
  } catch (error) {
    const value: unknown = JSON.parse(text);
    if (!/duplicate/i.test(String(error))) throw error;
    return recordValue(value, 0, place);
  }
}

function recordValue(value: unknown, depth: number, place: string): RecordValue {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object') return String(value);
  if (depth >= INPUT_LIMITS.jsonDepth) throw tooDeep(place);
  if (Array.isArray(value)) return value.map((entry) => recordValue(entry, depth + 1, place));
  const values: Record<string, RecordValue> = Object.create(null);
  for (const name of Object.keys(value)) values[name] = recordValue((value as Record<string, unknown>)[name], depth + 1, place);
  return values;
}
