import type { EncoderCard } from '../../types/encoder-card.js';

/** One matrix of an encoder. */
export interface EncoderMatrix {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
}

/** Width of the inner layer of a block, in widths of the attention. */
export const INNER_WIDTHS = 2;

/**
 * The matrices of an encoder, in the order in which they are stored.
 *
 * @param card its architecture
 * @param dimensions columns of the pack's rows
 */
export function encoderMatrices({ width, blocks, length, kinds }: EncoderCard, dimensions: number): EncoderMatrix[] {
  const matrix = (name: string, rows: number, columns: number): EncoderMatrix => ({ name, rows, columns });
  return [
    matrix('project', width, dimensions),
    matrix('places', length, width),
    // The first row is that of all other events.
    matrix('kinds', kinds.length + 1, width),
    ...Array.from({ length: blocks }, (_, block) => [
      ...['query', 'key', 'value', 'output'].map((name) => matrix(`block${block}.${name}`, width, width)),
      matrix(`block${block}.widen`, INNER_WIDTHS * width, width),
      matrix(`block${block}.narrow`, width, INNER_WIDTHS * width),
    ]).flat(),
    matrix('head', 1, width),
  ];
}
