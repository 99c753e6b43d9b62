import { FALSE, TRUE, UNKNOWN } from './rule-column.js';
import type { ArithmeticOperator, ComparisonOperator } from './rule-node.js';

// One loop per operator, without function calls inside, so that a rule of a hundred operators is fast.
// The constants are local: without bundling, reading another module's constant costs as much as a comparison.
const [NO, OPEN, YES] = [FALSE, UNKNOWN, TRUE];
/** The lower bits of the four truths in a word. */
const LOWER = 0x01010101;
/** Both bits. */
const BOTH = 0x03030303;

/** Numbers of one block of rows. */
export type Numbers = Float64Array<ArrayBuffer>;
/** Truths of one block of rows, a multiple of four. */
export type Truths = Uint8Array<ArrayBuffer>;
/** Codes of texts of one block of rows. */
export type Codes = Uint32Array<ArrayBuffer>;

/** Evaluates one node of a rule for the first `size` rows of a block. */
export type Loop = (rows: Uint32Array, size: number) => void;

/** Loops of the arithmetic operators. */
export const ARITHMETIC_LOOPS: Readonly<Record<ArithmeticOperator, (a: Numbers, b: Numbers, out: Numbers) => Loop>> = {
  '+': (a, b, out) => (_rows, size) => {
    for (let at = 0; at < size; at++) out[at] = a[at] + b[at];
  },
  '-': (a, b, out) => (_rows, size) => {
    for (let at = 0; at < size; at++) out[at] = a[at] - b[at];
  },
  '*': (a, b, out) => (_rows, size) => {
    for (let at = 0; at < size; at++) out[at] = a[at] * b[at];
  },
  '/': (a, b, out) => (_rows, size) => {
    for (let at = 0; at < size; at++) out[at] = a[at] / b[at];
  },
};

type CompareLoop = (a: Numbers, b: Numbers, out: Truths) => Loop;

// A comparison with an unknown number is unknown: every comparison with NaN is false.
const isLess: CompareLoop = (a, b, out) => (_rows, size) => {
  for (let at = 0; at < size; at++) {
    const x = a[at];
    const y = b[at];
    out[at] = x < y ? YES : x >= y ? NO : OPEN;
  }
};
const isAtMost: CompareLoop = (a, b, out) => (_rows, size) => {
  for (let at = 0; at < size; at++) {
    const x = a[at];
    const y = b[at];
    out[at] = x <= y ? YES : x > y ? NO : OPEN;
  }
};
const isSame: CompareLoop = (a, b, out) => (_rows, size) => {
  for (let at = 0; at < size; at++) {
    const x = a[at];
    const y = b[at];
    out[at] = x === y ? YES : x < y || x > y ? NO : OPEN;
  }
};
const isOther: CompareLoop = (a, b, out) => (_rows, size) => {
  for (let at = 0; at < size; at++) {
    const x = a[at];
    const y = b[at];
    out[at] = x === y ? NO : x < y || x > y ? YES : OPEN;
  }
};

/** Loops of the comparison operators. */
export const COMPARISON_LOOPS: Readonly<Record<ComparisonOperator, CompareLoop>> = {
  '==': isSame,
  '!=': isOther,
  '<': isLess,
  '<=': isAtMost,
  '>': (a, b, out) => isLess(b, a, out),
  '>=': (a, b, out) => isAtMost(b, a, out),
};

/** Loop of the unary minus. */
export const minusLoop =
  (a: Numbers, out: Numbers): Loop =>
  (_rows, size) => {
    for (let at = 0; at < size; at++) out[at] = -a[at];
  };

/** Loop of `in` for numbers. `sorted`: ascending. */
export const amongLoop =
  (a: Numbers, sorted: Numbers, out: Truths): Loop =>
  (_rows, size) => {
    for (let at = 0; at < size; at++) {
      const value = a[at];
      let low = 0;
      let high = sorted.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (sorted[middle] < value) low = middle + 1;
        else high = middle;
      }
      out[at] = Number.isNaN(value) ? OPEN : sorted[low] === value ? YES : NO;
    }
  };

/** Loop of the comparison with one text code. `yes`: the result where it is equal. */
export const codeLoop =
  (codes: Codes, code: number, out: Truths, yes: number): Loop =>
  (_rows, size) => {
    const no = YES - yes;
    for (let at = 0; at < size; at++) out[at] = codes[at] === code ? yes : no;
  };

/** Loop of the comparison with many text codes. `truths`: by code; larger codes give `no`. */
export const codesLoop =
  (codes: Codes, truths: Truths, out: Truths, no: number): Loop =>
  (_rows, size) => {
    for (let at = 0; at < size; at++) out[at] = codes[at] < truths.length ? truths[codes[at]] : no;
  };

/** Loop of the comparison of truths. `same`: the result where they are equal. */
export const sameLoop =
  (a: Truths, b: Truths, out: Truths, same: number): Loop =>
  (_rows, size) => {
    for (let at = 0; at < size; at++) out[at] = a[at] === OPEN || b[at] === OPEN ? OPEN : a[at] === b[at] ? same : YES - same;
  };

/** Loop of `&&`. */
export const andLoop = (a: Truths, b: Truths, out: Truths): Loop => {
  const [x, y, z] = [wordsOf(a), wordsOf(b), wordsOf(out)];
  return (_rows, size) => {
    for (let at = 0; 4 * at < size; at++) z[at] = x[at] & y[at];
  };
};

/** Loop of `||`. */
export const orLoop = (a: Truths, b: Truths, out: Truths): Loop => {
  const [x, y, z] = [wordsOf(a), wordsOf(b), wordsOf(out)];
  return (_rows, size) => {
    for (let at = 0; 4 * at < size; at++) z[at] = x[at] | y[at];
  };
};

/** Loop of `!`: inverts both bits and swaps them. */
export const notLoop = (a: Truths, out: Truths): Loop => {
  const [x, z] = [wordsOf(a), wordsOf(out)];
  return (_rows, size) => {
    for (let at = 0; 4 * at < size; at++) {
      const turned = x[at] ^ BOTH;
      z[at] = ((turned >>> 1) & LOWER) | ((turned & LOWER) << 1);
    }
  };
};

/** Loop of `? :`; the result of an unknown condition is unknown. */
export const chooseLoop =
  (condition: Truths, then: Numbers | Truths, otherwise: Numbers | Truths, out: Numbers | Truths): Loop =>
  (_rows, size) => {
    const unknown = out instanceof Uint8Array ? OPEN : Number.NaN;
    for (let at = 0; at < size; at++) out[at] = condition[at] === YES ? then[at] : condition[at] === NO ? otherwise[at] : unknown;
  };

function wordsOf(truths: Truths): Uint32Array {
  return new Uint32Array(truths.buffer, truths.byteOffset, truths.length / 4);
}
