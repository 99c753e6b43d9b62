import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { SCORE_ROWS_BINARY } from './score-rows-binary.js';

/** Rows per block. */
export const BLOCK_ROWS = 16;
/** Index of the 32-bit word with the end address of the candidates. */
export const FOUND_WORD = 0;
/** First byte of memory that `score-rows.wat` does not use itself. */
export const FREE_BYTE = 128;

/** The imports of `score-rows.wat`: a catalogue in memory; addresses in bytes. */
export interface ScoreRowsImports {
  readonly memory: WebAssembly.Memory;
  readonly rows: number;
  readonly scales: number;
  readonly biases: number;
  readonly dimensions: number;
}

/**
 * The function of `score-rows.wat`. Writes its candidates to memory, rows ascending.
 *
 * @param block first block to score
 * @param end block to stop before
 * @param excluded address of the bitset of rows to leave out
 * @param query address of the quantised query
 * @param start initial value of every sum
 * @param step multiplies sums back to scores
 * @param biasWeight rounded to float32
 * @param threshold only rows with a higher score are recorded
 * @param found address for the next candidate: its score as float32, then its row number
 * @param enough the pass pauses when the next address is above this; 15 more candidates must fit
 * @positional a WebAssembly function accepts only numbers
 * @returns the block to continue with, once there is room again; `end` when done
 */
export type ScoreRows = (
  block: number,
  end: number,
  excluded: number,
  query: number,
  start: number,
  step: number,
  biasWeight: number,
  threshold: number,
  found: number,
  enough: number,
) => number;

/**
 * Compiles `score-rows.wat`.
 *
 * @throws OnshelfError `scorer-failed` without WebAssembly or its SIMD, or where the page's policy forbids it
 */
export async function compileScoreRows(): Promise<WebAssembly.Module> {
  if (typeof WebAssembly === 'undefined') throw new OnshelfError('scorer-failed', 'This browser has no WebAssembly.');
  const bytes = Uint8Array.from(atob(SCORE_ROWS_BINARY), (letter) => letter.charCodeAt(0));
  if (!WebAssembly.validate(bytes)) throw new OnshelfError('scorer-failed', 'The WebAssembly of this browser has no SIMD instructions.');
  try {
    return await WebAssembly.compile(bytes);
  } catch (error) {
    const advice = "a Content-Security-Policy must allow it with 'wasm-unsafe-eval' in script-src.";
    throw new OnshelfError('scorer-failed', `WebAssembly was refused (${messageOf(error)}); ${advice}`, error);
  }
}

/**
 * Instantiates the function over a catalogue.
 *
 * @param module from `compileScoreRows`
 * @param catalog addresses of the catalogue in memory
 */
export async function bindScoreRows(module: WebAssembly.Module, catalog: ScoreRowsImports): Promise<ScoreRows> {
  const { exports } = await WebAssembly.instantiate(module, { catalog: { ...catalog } });
  return exports.scoreRows as ScoreRows;
}
