import { OnshelfError } from '../../core/onshelf-error.js';
import type { Steps } from '../../core/time/run-steps.js';
import type { AttributeColumn } from '../../types/pack.js';
import { CODE_TYPES, DATES, ATTRIBUTE_TENSORS as NAMES } from '../format/attribute-tensors.js';
import { LIMITS } from '../format/format.js';
import { decodeSafetensors, type Tensor } from '../format/safetensors.js';
import { takeTensor } from '../format/take-tensor.js';
import { takeText } from './take-text.js';

/** Texts or rows between two yields. */
const ROWS_AT_ONCE = 4096;

type Tensors = ReadonlyMap<string, Tensor>;

/**
 * Decodes the file of an attribute, after checking shapes, ranges and codes.
 *
 * @param file its unpacked bytes
 * @param where its name, for errors
 * @param items rows expected
 * @throws OnshelfError `pack-invalid`
 */
export function* decodeAttribute(file: Uint8Array<ArrayBuffer>, where: string, items: number): Steps<AttributeColumn> {
  const tensors = decodeSafetensors(file, where);
  if (!tensors.has(NAMES.codes)) {
    const isDate = tensors.has(`${DATES}${NAMES.steps}`) || tensors.has(`${DATES}${NAMES.numbers}`);
    return { type: isDate ? 'date' : 'number', values: decodeNumbers(tensors, where, isDate ? DATES : '', items) };
  }
  const values = takeText(tensors, where, NAMES.values, -1, LIMITS.textBytes);
  const most = Math.max(LIMITS.spareValues, items + 1);
  if (values.length > most) throw invalid(`${where}: ${values.length} values; at most ${most} are allowed for ${items} items.`);
  const words: string[] = [];
  for (let code = 0; code < values.length; code++) {
    if (code % ROWS_AT_ONCE === 0) yield;
    words.push(values.at(code));
  }
  if (!tensors.has(NAMES.lists)) {
    const codes = takeCodes(tensors, where, NAMES.codes, items, words.length);
    return { type: 'word', codes, texts: words.map((word) => (word === '' ? [] : [word])) };
  }
  const offsets = takeTensor(tensors, where, NAMES.lists, 'U32', [-1]);
  const members = takeCodes(tensors, where, NAMES.members, -1, words.length);
  if (offsets[0] !== 0 || offsets[offsets.length - 1] !== members.length || offsets.length > most + 1)
    throw invalid(
      `${where}: its lists run from ${offsets[0]} to ${offsets[offsets.length - 1]}, their members from 0 to ${members.length}.`,
    );
  const texts: string[][] = [];
  for (let list = 0; list + 1 < offsets.length; list++) {
    if (list % ROWS_AT_ONCE === 0) yield;
    if (offsets[list + 1] < offsets[list]) throw invalid(`${where}: list ${list} ends before it begins.`);
    texts.push(Array.from(members.subarray(offsets[list], offsets[list + 1]), (code) => words[code]));
  }
  return { type: 'list', codes: takeCodes(tensors, where, NAMES.codes, items, texts.length), texts };
}

/** Codes of any width, all below `count`. */
function takeCodes(tensors: Tensors, where: string, name: string, rows: number, count: number): Uint8Array | Uint16Array | Uint32Array {
  const codes = takeTensor(tensors, where, name, widthOf(tensors, name)[0], [rows]);
  for (let row = 0; row < codes.length; row++) {
    if (codes[row] >= count) throw invalid(`${where}: "${name}" has code ${codes[row]} in row ${row}, of ${count} values.`);
  }
  return codes;
}

function widthOf(tensors: Tensors, name: string): (typeof CODE_TYPES)[number] {
  return CODE_TYPES.find(([type]) => type === tensors.get(name)?.type) ?? CODE_TYPES[2];
}

function decodeNumbers(tensors: Tensors, where: string, prefix: string, items: number): Float64Array {
  const name = `${prefix}${NAMES.steps}`;
  if (tensors.has(name)) {
    const [type, codes] = widthOf(tensors, name);
    const steps = takeTensor(tensors, where, name, type, [items]);
    const [first, unit] = takeTensor(tensors, where, `${prefix}${NAMES.range}`, 'F64', [2]);
    if (!Number.isSafeInteger(first) || !(unit >= 1 && unit <= LIMITS.magnitude))
      throw invalid(`${where}: the range ${first}, ${unit} is not a whole number and a unit of 1 to ${LIMITS.magnitude}.`);
    return Float64Array.from(steps, (step) => (step === codes - 1 ? Number.NaN : (first + step) / unit));
  }
  const numbers = `${prefix}${NAMES.numbers}`;
  const values = Float64Array.from(takeTensor(tensors, where, numbers, tensors.get(numbers)?.type === 'F32' ? 'F32' : 'F64', [items]));
  const infinite = values.findIndex((value) => !Number.isFinite(value) && !Number.isNaN(value));
  if (infinite >= 0) throw invalid(`${where}: row ${infinite} is not finite.`);
  return values;
}

function invalid(message: string): OnshelfError {
  return new OnshelfError('pack-invalid', message);
}
