import { categoryPaths, readCategory } from '../core/catalog/category-levels.js';
import type { Steps } from '../core/time/run-steps.js';
import type { CodedColumnName, Pack, TextColumnName } from '../types/pack.js';
import type { TextCodes } from './rule-column.js';

/** Rows between two yields. */
const ROWS_AT_ONCE = 4096;
/** Texts of a rule are searched in two steps: this number of low bits of their hash excludes most rows. */
const SIEVE_BITS = 12;
const SIEVE = (1 << SIEVE_BITS) - 1;

const dictionaries = new WeakMap<Pack, Map<CodedColumnName, ReadonlyMap<string, readonly number[]>>>();
const hashes = new WeakMap<Pack, Map<TextColumnName, Uint32Array>>();
const NONE: readonly number[] = [];

/**
 * Encodes a column of few distinct values. Its dictionary is made once per pack.
 *
 * @param pack the catalogue
 * @param name of the column; a `product_type` includes those below it
 */
export function* encodeCoded(pack: Pack, name: CodedColumnName): Steps<TextCodes> {
  const column = pack.codedColumn(name);
  if (column === null) return { codes: new Uint8Array(pack.items), codesOf: () => NONE };
  const known = dictionaries.get(pack) ?? new Map();
  dictionaries.set(pack, known);
  const nested = name === 'product_type';
  let dictionary = known.get(name);
  if (dictionary === undefined) {
    dictionary = yield* gatherValues(column.values, nested);
    known.set(name, dictionary);
  }
  const found = dictionary;
  return { codes: column.codes, codesOf: (text) => found.get(nested ? readCategory(text) : text) ?? NONE };
}

function* gatherValues(values: readonly string[], nested: boolean): Steps<Map<string, number[]>> {
  const dictionary = new Map<string, number[]>();
  const add = (text: string, code: number): void => {
    const codes = dictionary.get(text);
    if (codes === undefined) dictionary.set(text, [code]);
    else codes.push(code);
  };
  for (const [code, value] of values.entries()) {
    for (const text of nested && value !== '' ? categoryPaths(value) : [value]) add(text, code);
    if (code % ROWS_AT_ONCE === 0) yield;
  }
  return dictionary;
}

/**
 * Encodes a column with a text per row: the code of a row is the number of its text in `texts`. Texts are hashed once per pack;
 * rows with an equal hash are compared byte by byte.
 *
 * @param pack the catalogue
 * @param name of the column
 * @param texts all constants of the rule; '' is "not given"
 */
export function* encodeOwn(pack: Pack, name: TextColumnName, texts: ReadonlySet<string>): Steps<TextCodes> {
  const column = pack.textColumn(name);
  const wanted = [...texts];
  const codeOf = new Map(wanted.map((text, place) => [text, [place + 1]]));
  const codesOf = (text: string): readonly number[] => codeOf.get(text) ?? NONE;
  const codes = new Uint16Array(pack.items);
  if (column === null) return { codes: codes.fill(codeOf.get('')?.[0] ?? 0), codesOf };
  const known = hashes.get(pack) ?? new Map();
  hashes.set(pack, known);
  let hashed = known.get(name);
  if (hashed === undefined) {
    hashed = yield* hashRows(pack.items, column.bytes, column.offsets);
    known.set(name, hashed);
  }
  const encoder = new TextEncoder();
  const byHash = new Map<number, { readonly bytes: Uint8Array; readonly code: number }[]>();
  const sieve = new Uint8Array(SIEVE + 1);
  for (const [place, text] of wanted.entries()) {
    const bytes = encoder.encode(text);
    const hash = hashOf(bytes, 0, bytes.length);
    byHash.set(hash, [...(byHash.get(hash) ?? []), { bytes, code: place + 1 }]);
    sieve[hash & SIEVE] = 1;
  }
  for (let row = 0; row < pack.items; row++) {
    if (row % ROWS_AT_ONCE === 0) yield;
    const hash = hashed[row];
    if (sieve[hash & SIEVE] === 0) continue;
    const start = column.offsets[row];
    const length = column.offsets[row + 1] - start;
    codes[row] =
      byHash.get(hash)?.find(({ bytes }) => bytes.length === length && bytes.every((byte, at) => byte === column.bytes[start + at]))
        ?.code ?? 0;
  }
  return { codes, codesOf };
}

function* hashRows(items: number, bytes: Uint8Array, offsets: Uint32Array): Steps<Uint32Array> {
  const hashed = new Uint32Array(items);
  for (let row = 0; row < items; row++) {
    if (row % (ROWS_AT_ONCE / 4) === 0) yield;
    hashed[row] = hashOf(bytes, offsets[row], offsets[row + 1]);
  }
  return hashed;
}

/** @see Fowler, Noll, Vo: FNV-1a, 32 bits */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
  return hash >>> 0;
}

/**
 * Encodes the column of ids.
 *
 * @param pack the catalogue
 * @param ids all constants of the rule
 */
export function encodeIds(pack: Pack, ids: ReadonlySet<string>): TextCodes {
  const codes = new Uint16Array(pack.items);
  const codeOf = new Map<string, readonly number[]>();
  for (const id of ids) {
    const row = pack.rowOf(id);
    if (row < 0) continue;
    codes[row] = codeOf.size + 1;
    codeOf.set(id, [codes[row]]);
  }
  return { codes, codesOf: (id) => codeOf.get(id) ?? NONE };
}
