/** Compressed sparse rows. Columns ascend within a row. */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  /** Shape [rows + 1]. */
  readonly offsets: Uint32Array;
  /** Column of an entry. Shape [entries]. */
  readonly indices: Uint32Array;
  /** Shape [entries]. */
  readonly values: Float32Array;
}

/** A matrix of zeros with room for `entries` entries, in shared memory for threads. */
export function createMatrix(rows: number, columns: number, entries: number): SparseMatrix {
  return {
    rows,
    columns,
    offsets: new Uint32Array(new SharedArrayBuffer(4 * (rows + 1))),
    indices: new Uint32Array(new SharedArrayBuffer(4 * entries)),
    values: new Float32Array(new SharedArrayBuffer(4 * entries)),
  };
}

/** The transposed matrix. */
export function transpose(matrix: SparseMatrix): SparseMatrix {
  const result = createMatrix(matrix.columns, matrix.rows, matrix.indices.length);
  const { offsets } = result;
  for (const column of matrix.indices) offsets[column + 1]++;
  for (let column = 0; column < matrix.columns; column++) offsets[column + 1] += offsets[column];
  const next = offsets.slice(0, matrix.columns);
  for (let row = 0; row < matrix.rows; row++) {
    for (let entry = matrix.offsets[row]; entry < matrix.offsets[row + 1]; entry++) {
      const at = next[matrix.indices[entry]]++;
      result.indices[at] = row;
      result.values[at] = matrix.values[entry];
    }
  }
  return result;
}
