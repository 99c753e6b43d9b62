import { FALSE, TRUE, UNKNOWN } from './rule-column.js';
import type { ArithmeticOperator, ComparisonOperator } from './rule-node.js';

// A loop for each sign, and no function called inside it: that is what makes a rule of a hundred signs
// quick. The constants are this module's own: where modules are not bundled, each look at another's costs as much as a comparison.
const [NO, OPEN, YES] = [FALSE, UNKNOWN, TRUE];
/** Of the four truths in a word, the lower bits. */
const LOWER = 0x01010101;
/** Both bits. */
const BOTH = 0x03030303;

/** Numbers of one block of rows. */
export type Numbers = Float64Array<ArrayBuffer>;
/** Truths of one block of rows; as many as fill whole words. */
export type Truths = Uint8Array<ArrayBuffer>;
/** Numbers of texts, of one block of rows. */
export type Codes = Uint32Array<ArrayBuffer>;

/** What works out one part of a rule for the first `size` rows of a block. */
export type Loop = (rows: Uint32Array, size: number) => void;

/** Two numbers become one. */
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

// What is asked of a number that is not known is not known either: every comparison with NaN is false, and NaN is not itself.
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

/** Two numbers are held against each other. */
export const COMPARISON_LOOPS: Readonly<Record<ComparisonOperator, CompareLoop>> = {
  '==': isSame,
  '!=': isOther,
  '<': isLess,
  '<=': isAtMost,
  '>': (a, b, out) => isLess(b, a, out),
  '>=': (a, b, out) => isAtMost(b, a, out),
};

/** Turned around. */
export const minusLoop =
  (a: Numbers, out: Numbers): Loop =>
  (_rows, size) => {
    for (let at = 0; at < size; at++) out[at] = -a[at];
  };

/** Is it one of some numbers? `sorted`: ascending. */
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

/** Has the text one number? `yes`: what it is where it has. */
export const codeLoop =
  (codes: Codes, code: number, out: Truths, yes: number): Loop =>
  (_rows, size) => {
    const no = YES - yes;
    for (let at = 0; at < size; at++) out[at] = codes[at] === code ? yes : no;
  };

/** Has the text one of many numbers? `truths`: by number; larger ones are none of them. */
export const codesLoop =
  (codes: Codes, truths: Truths, out: Truths, no: number): Loop =>
  (_rows, size) => {
    for (let at = 0; at < size; at++) out[at] = codes[at] < truths.length ? truths[codes[at]] : no;
  };

/** Are two truths the same? `same`: what it is where they are. */
export const sameLoop =
  (a: Truths, b: Truths, out: Truths, same: number): Loop =>
  (_rows, size) => {
    for (let at = 0; at < size; at++) out[at] = a[at] === OPEN || b[at] === OPEN ? OPEN : a[at] === b[at] ? same : YES - same;
  };

/** Both hold. */
export const andLoop = (a: Truths, b: Truths, out: Truths): Loop => {
  const [x, y, z] = [wordsOf(a), wordsOf(b), wordsOf(out)];
  return (_rows, size) => {
    for (let at = 0; 4 * at < size; at++) z[at] = x[at] & y[at];
  };
};

/** One of them holds. */
export const orLoop = (a: Truths, b: Truths, out: Truths): Loop => {
  const [x, y, z] = [wordsOf(a), wordsOf(b), wordsOf(out)];
  return (_rows, size) => {
    for (let at = 0; 4 * at < size; at++) z[at] = x[at] | y[at];
  };
};

/** It does not hold: both bits turned over, and changed for each other. */
export const notLoop = (a: Truths, out: Truths): Loop => {
  const [x, z] = [wordsOf(a), wordsOf(out)];
  return (_rows, size) => {
    for (let at = 0; 4 * at < size; at++) {
      const turned = x[at] ^ BOTH;
      z[at] = ((turned >>> 1) & LOWER) | ((turned & LOWER) << 1);
    }
  };
};

/** Of a condition that is not known neither side is taken. */
export const chooseLoop =
  (condition: Truths, then: Numbers | Truths, otherwise: Numbers | Truths, out: Numbers | Truths): Loop =>
  (_rows, size) => {
    const unknown = out instanceof Uint8Array ? OPEN : Number.NaN;
    for (let at = 0; at < size; at++) out[at] = condition[at] === YES ? then[at] : condition[at] === NO ? otherwise[at] : unknown;
  };

function wordsOf(truths: Truths): Uint32Array {
  return new Uint32Array(truths.buffer, truths.byteOffset, truths.length / 4);
}
