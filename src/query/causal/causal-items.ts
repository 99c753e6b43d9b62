/** Items that a causal encoder reads, oldest first. */
export interface CausalItems {
  /** 1 to the card's length. */
  readonly count: number;
  /** Rows of the pack at their real size. Shape [count, dimensions]. */
  readonly rows: Float64Array;
  /** Rows of the matrix `kinds`. Shape [count]. */
  readonly kinds: Uint8Array;
}
