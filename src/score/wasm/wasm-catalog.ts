import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import type { ScorerRows } from '../../types/scoring/scorer.js';
import { BLOCK_ROWS, bindScoreRows, FREE_BYTE, type ScoreRows } from './score-rows.js';

/** Number of queries with room in memory at the same time. */
export const QUERY_SLOTS = 8;
/** Number of candidates per query, at most the number of rows. */
export const MAX_CANDIDATES = 4096;
/** Bytes of a candidate. */
export const WASM_CANDIDATE_BYTES = 8;
/** Bytes of a page of WebAssembly memory. */
const PAGE = 65_536;
/** Flips the low bytes of both 16-bit halves of a word from int8 to uint8, as `score-rows.wat` reads them. */
const FLIP_LOW_BYTES = 0x00800080;

/** The addresses of a query, its bitset and its candidates. */
export interface QuerySlot {
  readonly query: number;
  readonly excluded: number;
  readonly candidates: number;
  /** End address of the room for candidates. */
  readonly end: number;
}

/** A catalogue in WebAssembly memory; addresses in bytes. */
export interface WasmCatalog {
  /** The whole memory as 32-bit words. */
  readonly words: Uint32Array;
  readonly floats: Float32Array;
  readonly items: number;
  readonly dimensions: number;
  /** Number of blocks of rows, the last one padded. */
  readonly blocks: number;
  readonly slots: readonly QuerySlot[];
  readonly scoreRows: ScoreRows;
}

/**
 * Copies rows into a WebAssembly memory of exactly their size, in the order of `score-rows.wat`.
 *
 * @param source the catalogue; not kept
 * @param module from `compileScoreRows`
 * @throws OnshelfError `scorer-failed` where the memory cannot be allocated
 */
export async function loadCatalog(source: ScorerRows, module: WebAssembly.Module): Promise<WasmCatalog> {
  const { items, dimensions } = source;
  const blocks = Math.ceil(items / BLOCK_ROWS);
  let end = FREE_BYTE;
  /** Whole cache lines, so that no block of rows spans more of them than needed. */
  const reserve = (bytes: number): number => {
    const start = end;
    end += Math.ceil(bytes / 64) * 64;
    return start;
  };
  const slots = Array.from({ length: QUERY_SLOTS }, () => ({
    query: reserve(2 * dimensions),
    excluded: reserve(Math.ceil(items / 32) * 4),
    candidates: reserve(WASM_CANDIDATE_BYTES * (Math.min(items, MAX_CANDIDATES) + BLOCK_ROWS)),
    end,
  }));
  const scales = reserve(4 * blocks * BLOCK_ROWS);
  const biases = reserve(4 * blocks * BLOCK_ROWS);
  const rows = reserve(blocks * BLOCK_ROWS * dimensions);
  const memory = reserveMemory(end);
  const words = new Uint32Array(memory.buffer);
  const floats = new Float32Array(memory.buffer);
  floats.set(source.scales, scales / 4);
  floats.set(source.bias, biases / 4);
  copyRows(source, words.subarray(rows / 4));
  const scoreRows = await bindScoreRows(module, { memory, rows, scales, biases, dimensions });
  return { words, floats, items, dimensions, blocks, slots, scoreRows };
}

function reserveMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages });
  } catch (error) {
    const message = `The catalogue needs ${Math.ceil(bytes / 2 ** 20)} MiB of WebAssembly memory, which cannot be allocated: ${messageOf(error)}`;
    throw new OnshelfError('scorer-failed', message, error);
  }
}

/** Stores word w (four columns) of the 16 rows of a block together, the low bytes of its halves as uint8. */
function copyRows({ items, dimensions, rows }: ScorerRows, target: Uint32Array): void {
  // A Uint32Array needs an offset that is a multiple of four.
  const aligned = rows.byteOffset % 4 === 0 ? rows : rows.slice();
  const words = dimensions / 4;
  const source = new Uint32Array(aligned.buffer, aligned.byteOffset, items * words);
  let from = 0;
  for (let item = 0; item < items; item++) {
    const lane = item % BLOCK_ROWS;
    let to = (item - lane) * words + lane;
    for (let word = 0; word < words; word++) {
      target[to] = source[from++] ^ FLIP_LOW_BYTES;
      to += BLOCK_ROWS;
    }
  }
}
