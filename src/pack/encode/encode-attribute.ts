import type { AttributeColumn } from '../../types/pack.js';
import { CODE_TYPES, DATES, ATTRIBUTE_TENSORS as NAMES } from '../format/attribute-tensors.js';
import type { Tensor } from '../format/safetensors.js';
import { encodeTextColumn } from '../format/text-column.js';

/** Units of numbers (tenths, hundredths ...) and of dates (days, hours, minutes, seconds) in which all values may be whole. */
const UNITS = { number: [1, 10, 100, 1000, 10_000], date: [1, 24, 1440, 86_400] } as const;
const VIEWS = { U8: Uint8Array, U16: Uint16Array, U32: Uint32Array } as const;

type Tensors = Record<string, Tensor>;

/**
 * Encodes an attribute as the tensors of its file, in as few bytes as hold every value exactly.
 *
 * @param column typed; numbers are finite or NaN
 */
export function encodeAttribute(column: AttributeColumn): Tensors {
  switch (column.type) {
    case 'number':
      return encodeNumbers(column.values, '', UNITS.number);
    case 'date':
      return encodeNumbers(column.values, DATES, UNITS.date);
    case 'word':
      return {
        [NAMES.codes]: codesTensor(column.codes, column.texts.length),
        ...encodeTextColumn(
          NAMES.values,
          column.texts.map(([text = '']) => text),
          'compact',
        ),
      };
    case 'list': {
      const codeOf = new Map<string, number>();
      const members = column.texts.flat().map((text) => {
        const code = codeOf.get(text) ?? codeOf.size;
        codeOf.set(text, code);
        return code;
      });
      const offsets = new Uint32Array(column.texts.length + 1);
      column.texts.forEach((texts, code) => {
        offsets[code + 1] = offsets[code] + texts.length;
      });
      return {
        [NAMES.codes]: codesTensor(column.codes, column.texts.length),
        [NAMES.lists]: { type: 'U32', shape: [offsets.length], data: offsets },
        [NAMES.members]: codesTensor(members, codeOf.size),
        ...encodeTextColumn(NAMES.values, [...codeOf.keys()], 'compact'),
      };
    }
  }
}

/** Whole numbers in the narrowest type that has `count` values. */
function codesTensor(codes: ArrayLike<number>, count: number): Tensor {
  const [type] = CODE_TYPES.find(([, most]) => count <= most) ?? CODE_TYPES[2];
  return { type, shape: [codes.length], data: VIEWS[type].from(codes) };
}

function encodeNumbers(values: Float64Array, prefix: string, units: readonly number[]): Tensors {
  const given = values.filter((value) => !Number.isNaN(value));
  const unit = units.find((parts) => given.every((value) => isWhole(value, parts)));
  const whole = unit === undefined ? given : given.map((value) => Math.round(value * unit));
  const [least, most] = whole.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
  const first = given.length === 0 ? 0 : least;
  // One more, for "not given".
  const type = unit === undefined ? undefined : CODE_TYPES.find(([, codes]) => given.length === 0 || most - first + 2 <= codes);
  if (unit !== undefined && type !== undefined) {
    const [name, codes] = type;
    const steps = new VIEWS[name](values.length);
    values.forEach((value, row) => {
      steps[row] = Number.isNaN(value) ? codes - 1 : Math.round(value * unit) - first;
    });
    return {
      [`${prefix}${NAMES.steps}`]: { type: name, shape: [values.length], data: steps },
      [`${prefix}${NAMES.range}`]: { type: 'F64', shape: [2], data: Float64Array.of(first, unit) },
    };
  }
  const single = given.every((value) => Math.fround(value) === value);
  return {
    [`${prefix}${NAMES.numbers}`]: single
      ? { type: 'F32', shape: [values.length], data: Float32Array.from(values) }
      : { type: 'F64', shape: [values.length], data: Float64Array.from(values) },
  };
}

/** Whether a value is a whole number of parts, and can be computed from that number exactly. */
function isWhole(value: number, parts: number): boolean {
  const steps = Math.round(value * parts);
  return Number.isSafeInteger(steps) && steps / parts === value;
}
