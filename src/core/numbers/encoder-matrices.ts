import type { AttentionCard, ConvolutionCard, EncoderCard, RecurrentCard } from '../../types/encoder-card.js';

/** One matrix of an encoder. */
export interface EncoderMatrix {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
}

/** Width of the inner layer of a block of the kind `consistent`, in widths of the attention. */
export const INNER_WIDTHS = 2;
/** Gates of a recurrent unit, in PyTorch's order: reset, update, new. */
export const GATES = 3;

const matrix = (name: string, rows: number, columns: number): EncoderMatrix => ({ name, rows, columns });
const layer = (name: string, to: number, from: number): EncoderMatrix[] => [matrix(name, to, from), matrix(`${name}.bias`, 1, to)];
const norm = (name: string, width: number): EncoderMatrix[] => [matrix(`${name}.gain`, 1, width), matrix(`${name}.bias`, 1, width)];
const repeated = (blocks: number, block: (prefix: string) => EncoderMatrix[]): EncoderMatrix[] =>
  Array.from({ length: blocks }, (_, at) => block(`block${at}.`)).flat();

/**
 * The matrices of an encoder, in the order in which they are stored. A vector is a matrix of one row.
 *
 * @param card its architecture
 * @param dimensions columns of the pack's rows
 */
export function encoderMatrices(card: EncoderCard, dimensions: number): EncoderMatrix[] {
  if (card.kind === 'attention') return attentionMatrices(card, dimensions);
  if (card.kind === 'recurrent') return recurrentMatrices(card, dimensions);
  if (card.kind === 'convolution') return convolutionMatrices(card, dimensions);
  const { width, blocks, length, kinds } = card;
  return [
    matrix('project', width, dimensions),
    matrix('places', length, width),
    // The first row is that of all other events.
    matrix('kinds', kinds.length + 1, width),
    ...repeated(blocks, (block) => [
      ...['query', 'key', 'value', 'output'].map((name) => matrix(`${block}${name}`, width, width)),
      matrix(`${block}widen`, INNER_WIDTHS * width, width),
      matrix(`${block}narrow`, width, INNER_WIDTHS * width),
    ]),
    matrix('head', 1, width),
  ];
}

function attentionMatrices({ width, blocks, inner, norms, length, kinds }: AttentionCard, dimensions: number): EncoderMatrix[] {
  // An encoder as wide as the rows needs no other space.
  const other = width !== dimensions;
  return [
    ...(other ? [matrix('project', width, dimensions)] : []),
    matrix('places', length, width),
    matrix('kinds', kinds.length + 1, width),
    ...(norms === 'after' ? norm('start', width) : []),
    ...repeated(blocks, (block) => [
      ...norm(`${block}attend`, width),
      ...['query', 'key', 'value', 'output'].flatMap((name) => layer(`${block}${name}`, width, width)),
      ...norm(`${block}forward`, width),
      ...layer(`${block}widen`, inner, width),
      ...layer(`${block}narrow`, width, inner),
    ]),
    ...(norms === 'before' ? norm('end', width) : []),
    ...(other ? [matrix('output', dimensions, width)] : []),
  ];
}

function recurrentMatrices({ width, kinds }: RecurrentCard, dimensions: number): EncoderMatrix[] {
  return [
    matrix('kinds', kinds.length + 1, dimensions),
    matrix('input', GATES * width, dimensions),
    matrix('input.bias', GATES, width),
    matrix('recur', GATES * width, width),
    matrix('recur.bias', GATES, width),
    ...layer('output', dimensions, width),
  ];
}

function convolutionMatrices({ width, blocks, taps, kinds }: ConvolutionCard, dimensions: number): EncoderMatrix[] {
  return [
    ...(width === dimensions ? [] : [matrix('project', width, dimensions)]),
    matrix('kinds', kinds.length + 1, width),
    ...repeated(blocks, (block) =>
      ['first', 'second'].flatMap((name) => [...layer(`${block}${name}`, width, taps * width), ...norm(`${block}${name}Norm`, width)]),
    ),
    ...layer('output', dimensions, width),
  ];
}
