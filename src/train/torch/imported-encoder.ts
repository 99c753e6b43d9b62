import type { EncoderCard, EncoderMatrices } from '../../types/encoder-card.js';

/** Rows of items that came with an encoder. */
export interface EncoderRows {
  /** Number of the first row that is an item's: those before it are padding. */
  readonly first: number;
  readonly columns: number;
  /** Shape [rows, columns], `first` included. */
  readonly values: Float32Array;
}

/** An encoder of another program. */
export interface ImportedEncoder {
  /** What it was recognised as. */
  readonly model: string;
  readonly card: EncoderCard;
  /** As `encoderMatrices` has them, for `dimensions`. */
  readonly matrices: EncoderMatrices;
  /** Columns of the pack's rows, a multiple of 4. */
  readonly dimensions: number;
  /** Rows of its items; null where the file has none. */
  readonly rows: EncoderRows | null;
  /** For the report, one sentence each. */
  readonly notes: readonly string[];
}

/** Fields of a card that parameters do not tell, as `--encoder-card` gives them. */
export type CardChanges = Readonly<Record<string, string | number>>;
