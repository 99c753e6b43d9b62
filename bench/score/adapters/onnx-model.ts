/** ONNX's numbers for element types. */
const FLOAT = 1;
const INT64 = 7;
/** Protobuf's numbers for the ways a field is written. */
const VARINT = 0;
const BYTES = 2;
/** Version of the file format, and of the operators: old enough for every runtime, new enough for `TopK` with an input. */
const IR_VERSION = 8;
const OPERATOR_SET = 17;

type Message = readonly Uint8Array[];

/** Shape and weights of the model. */
export interface ModelShape {
  readonly items: number;
  readonly dimensions: number;
  readonly count: number;
  /** Whether each row of the matrix is an item; then `Gemm` transposes it. */
  readonly transposed: boolean;
  /** Shape [items, dimensions] if transposed, else [dimensions, items]. */
  readonly matrix: Float32Array;
  /** Added to the scores. Shape [items]. */
  readonly addends: Float32Array;
}

/**
 * An ONNX model of three nodes: `query` [queries, dimensions] times matrix, plus addends, `TopK`: `scores` and `items`,
 * both [queries, count]. With a transposed matrix the first two are one `Gemm`. Matrix and addends are part of the model, so
 * that the runtime can choose their place and layout.
 *
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
export function encodeModel({ items, dimensions, count, transposed, matrix, addends }: ModelShape): Uint8Array<ArrayBuffer> {
  const nodes = transposed
    ? [node('Gemm', ['query', 'matrix', 'addends'], ['all'], [integerAttribute('transB', 1)])]
    : [node('MatMul', ['query', 'matrix'], ['products']), node('Add', ['products', 'addends'], ['all'])];
  const graph: Message = [
    ...[...nodes, node('TopK', ['all', 'count'], ['scores', 'items'])].flatMap((made) => nested(1, made)),
    ...text(2, 'score'),
    ...nested(5, floats('matrix', transposed ? [items, dimensions] : [dimensions, items], matrix)),
    ...nested(5, floats('addends', [items], addends)),
    ...nested(5, [...integer(1, 1), ...integer(2, INT64), ...integer(7, count), ...text(8, 'count')]),
    ...nested(11, valueInfo('query', FLOAT, ['queries', dimensions])),
    ...nested(12, valueInfo('scores', FLOAT, ['queries', count])),
    ...nested(12, valueInfo('items', INT64, ['queries', count])),
  ];
  return join([...integer(1, IR_VERSION), ...nested(7, graph), ...nested(8, integer(2, OPERATOR_SET))]);
}

function node(operator: string, inputs: readonly string[], outputs: readonly string[], attributes: readonly Message[] = []): Message {
  return [
    ...inputs.flatMap((name) => text(1, name)),
    ...outputs.flatMap((name) => text(2, name)),
    ...text(4, operator),
    ...attributes.flatMap((attribute) => nested(5, attribute)),
  ];
}

/** An attribute that is a whole number; 2 is ONNX's number for that type. */
function integerAttribute(name: string, value: number): Message {
  return [...text(1, name), ...integer(3, value), ...integer(20, 2)];
}

/** A tensor; its numbers are not copied until the whole is joined. */
function floats(name: string, shape: readonly number[], values: Float32Array): Message {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return [...shape.flatMap((size) => integer(1, size)), ...integer(2, FLOAT), ...text(8, name), ...nested(9, [bytes])];
}

/** Name, type and shape of an input or an output; a size may be a name. */
function valueInfo(name: string, type: number, shape: readonly (number | string)[]): Message {
  const sizes = shape.flatMap((size) => nested(1, typeof size === 'number' ? integer(1, size) : text(2, size)));
  return [...text(1, name), ...nested(2, nested(1, [...integer(1, type), ...nested(2, sizes)]))];
}

function integer(field: number, value: number): Message {
  return [varint(field * 8 + VARINT), varint(value)];
}

function text(field: number, value: string): Message {
  return nested(field, [new TextEncoder().encode(value)]);
}

function nested(field: number, parts: Message): Message {
  return [varint(field * 8 + BYTES), varint(parts.reduce((sum, part) => sum + part.length, 0)), ...parts];
}

/** A whole number below 2^53, seven bits to a byte, lowest first. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Uint8Array.from([...bytes, rest]);
}

function join(parts: Message): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
