/** Largest int32. */
const LARGEST_SUM = 2 ** 31 - 1;
/** Largest magnitude of an int8. */
const LARGEST_ROW_VALUE = 128;

/** A query in integers: `vector[k]` is about `step * values[k]`. */
export interface QuantizedQuery {
  /** Shape [dimensions]. */
  readonly values: Int16Array;
  /** Exact in float32; 0 where the vector is all zero. */
  readonly step: number;
  /** Length of the rounding error, `|vector - step * values|`. */
  readonly error: number;
  /** Length of `step * values`. */
  readonly length: number;
}

/**
 * Rounds a query to integers of 16 bits, or fewer, so that every sum with a row fits into int32 (16 up to 512
 * columns).
 *
 * @param vector finite; shape [dimensions]
 */
export function quantizeQuery(vector: Float32Array): QuantizedQuery {
  const levels = Math.min(32_767, Math.floor(LARGEST_SUM / (LARGEST_ROW_VALUE * vector.length)));
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  const step = Math.fround(largest / levels);
  const values = new Int16Array(vector.length);
  if (step === 0) return { values, step: 0, error: Math.hypot(...vector), length: 0 };
  let error = 0;
  let length = 0;
  for (let k = 0; k < vector.length; k++) {
    // The step may have been rounded down by float32.
    values[k] = Math.max(-levels, Math.min(levels, Math.round(vector[k] / step)));
    const rounded = step * values[k];
    length += rounded * rounded;
    error += (vector[k] - rounded) ** 2;
  }
  return { values, step, error: Math.sqrt(error), length: Math.sqrt(length) };
}
