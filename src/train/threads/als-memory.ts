import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import type { SparseMatrix } from '../matrices/sparse-matrix.js';

/** Rows that are multiplied by a matrix at once, a multiple of 4. */
export const TILE_ROWS = 32;
/** Bytes of a page of WebAssembly memory. */
const PAGE = 65_536;
/** Pages that a 32-bit address reaches. */
const MAX_PAGES = 65_536;

/** What all threads of a factorisation share: whitened rows from address 0 on, then a place to work in for each thread. */
export interface AlsMemory {
  readonly memory: WebAssembly.Memory;
  /** Columns of a row. */
  readonly dimensions: number;
  /** Whitened rows that have room. */
  readonly rows: number;
  /** Entries of a row that have room, a multiple of 4. */
  readonly longest: number;
}

/** Where one thread works; addresses in bytes. */
export interface AlsAddresses {
  /** Shape [dimensions, dimensions]. */
  readonly matrix: number;
  /** Rows to be multiplied: shape [TILE_ROWS, dimensions]. */
  readonly tile: number;
  /** Rows multiplied: the same shape. */
  readonly product: number;
  /** Three vectors. */
  readonly vectors: number;
  /** Addresses of the whitened rows that a row has entries of. Shape [longest]. */
  readonly addresses: number;
  /** The confidence in each. Shape [longest]. */
  readonly confidences: number;
  /** Behind all of it. */
  readonly end: number;
}

/**
 * Memory for factorising both sides of a matrix.
 *
 * @param interest shape [users, items]
 * @param transposed the same, shape [items, users]
 * @param dimensions columns of the factors, a multiple of 4
 * @param threads that work in it
 * @throws OnshelfError `bad-input` where so much cannot be had
 */
export function reserveAlsMemory(interest: SparseMatrix, transposed: SparseMatrix, dimensions: number, threads: number): AlsMemory {
  const rows = Math.max(interest.rows, interest.columns);
  const longest = 4 * Math.ceil(Math.max(longestRow(interest), longestRow(transposed)) / 4);
  const bytes = threadAddresses({ dimensions, rows, longest }, threads).matrix;
  const pages = Math.ceil(bytes / PAGE);
  const told = `${rows} rows of ${dimensions} factors need ${Math.ceil(bytes / 2 ** 20)} MiB`;
  if (pages > MAX_PAGES)
    throw new OnshelfError('bad-input', `${told}, and 4096 is the most. Ask for fewer --dimensions, or import factors.`);
  try {
    return { memory: new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true }), dimensions, rows, longest };
  } catch (error) {
    throw new OnshelfError('bad-input', `${told}, which cannot be had: ${messageOf(error)}. Ask for fewer --dimensions.`, error);
  }
}

/**
 * Where a thread works.
 *
 * @param memory from `reserveAlsMemory`
 * @param thread counted from 0
 */
export function threadAddresses({ dimensions, rows, longest }: Omit<AlsMemory, 'memory'>, thread: number): AlsAddresses {
  const row = 4 * dimensions;
  const [matrix, tile, list] = [row * dimensions, row * TILE_ROWS, 4 * longest];
  // Whole cache lines, so that threads do not write into one another's.
  const each = Math.ceil((matrix + 2 * tile + 3 * row + 2 * list) / 64) * 64;
  const start = Math.ceil((rows * row) / 64) * 64 + thread * each;
  const vectors = start + matrix + 2 * tile;
  const addresses = vectors + 3 * row;
  return {
    matrix: start,
    tile: start + matrix,
    product: start + matrix + tile,
    vectors,
    addresses,
    confidences: addresses + list,
    end: start + each,
  };
}

function longestRow({ rows, offsets }: SparseMatrix): number {
  let longest = 0;
  for (let row = 0; row < rows; row++) longest = Math.max(longest, offsets[row + 1] - offsets[row]);
  return longest;
}
