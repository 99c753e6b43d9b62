import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import type { SparseMatrix } from '../matrices/sparse-matrix.js';

/** Rows multiplied by a matrix at once, a multiple of 4. */
export const TILE_ROWS = 32;
/** Bytes of a page of WebAssembly memory. */
const PAGE = 65_536;
/** Number of pages in a 32-bit address space. */
const MAX_PAGES = 65_536;

/** Memory shared by the threads of a factorisation: whitened rows from address 0, then working memory of each thread. */
export interface AlsMemory {
  readonly memory: WebAssembly.Memory;
  /** Columns of a row. */
  readonly dimensions: number;
  /** Maximum number of whitened rows. */
  readonly rows: number;
  /** Maximum number of entries of a row, a multiple of 4. */
  readonly longest: number;
}

/** Working memory of one thread; addresses in bytes. */
export interface AlsAddresses {
  /** Shape [dimensions, dimensions]. */
  readonly matrix: number;
  /** Rows to be multiplied: shape [TILE_ROWS, dimensions]. */
  readonly tile: number;
  /** Rows multiplied: the same shape. */
  readonly product: number;
  /** Three vectors. */
  readonly vectors: number;
  /** Addresses of the whitened rows of a row's entries. Shape [longest]. */
  readonly addresses: number;
  /** Their confidences. Shape [longest]. */
  readonly confidences: number;
  /** End of the working memory. */
  readonly end: number;
}

/**
 * Allocates memory for the factorisation of a matrix.
 *
 * @param interest shape [users, items]
 * @param transposed the same, shape [items, users]
 * @param dimensions columns of the factors, a multiple of 4
 * @param threads that work in it
 * @throws OnshelfError `bad-input` where the memory is not available
 */
export function reserveAlsMemory(interest: SparseMatrix, transposed: SparseMatrix, dimensions: number, threads: number): AlsMemory {
  const rows = Math.max(interest.rows, interest.columns);
  const longest = 4 * Math.ceil(Math.max(longestRow(interest), longestRow(transposed)) / 4);
  const bytes = threadAddresses({ dimensions, rows, longest }, threads).matrix;
  const pages = Math.ceil(bytes / PAGE);
  const need = `${rows} rows of ${dimensions} factors need ${Math.ceil(bytes / 2 ** 20)} MiB`;
  if (pages > MAX_PAGES) throw new OnshelfError('bad-input', `${need}; the maximum is 4096. Lower --dimensions, or import factors.`);
  try {
    return { memory: new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true }), dimensions, rows, longest };
  } catch (error) {
    throw new OnshelfError('bad-input', `${need}, which is not available: ${messageOf(error)}. Lower --dimensions.`, error);
  }
}

/**
 * Addresses of the working memory of a thread.
 *
 * @param memory from `reserveAlsMemory`
 * @param thread counted from 0
 */
export function threadAddresses({ dimensions, rows, longest }: Omit<AlsMemory, 'memory'>, thread: number): AlsAddresses {
  const row = 4 * dimensions;
  const [matrix, tile, list] = [row * dimensions, row * TILE_ROWS, 4 * longest];
  // Whole cache lines, so that threads share none.
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
