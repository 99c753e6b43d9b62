/** ONNX's numbers for element types. */
export const FLOAT = 1;
export const INT64 = 7;
/** Protobuf's numbers for the ways a field is written. */
const VARINT = 0;
const BYTES = 2;

/** Version of the file format, and of the operators: old enough for every runtime, new enough for `TopK` with an input. */
const IR_VERSION = 8;
const OPERATOR_SET = 17;

/** Parts of a message of Protobuf. */
export type Message = readonly Uint8Array[];

/** An operator, its inputs and outputs by name. */
export function onnxNode(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: readonly Message[] = [],
): Message {
  return [
    ...inputs.flatMap((name) => onnxText(1, name)),
    ...outputs.flatMap((name) => onnxText(2, name)),
    ...onnxText(4, operator),
    ...attributes.flatMap((attribute) => onnxNested(5, attribute)),
  ];
}

/** An attribute that is a whole number; 2 is ONNX's number for that type. */
export function onnxInteger(name: string, value: number): Message {
  return [...onnxText(1, name), ...onnxField(3, value), ...onnxField(20, 2)];
}

/** A tensor; its numbers are not copied until the whole is joined. */
export function onnxFloats(name: string, shape: readonly number[], values: Float32Array): Message {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return [...shape.flatMap((size) => onnxField(1, size)), ...onnxField(2, FLOAT), ...onnxText(8, name), ...onnxNested(9, [bytes])];
}

/** Name, type and shape of an input or an output; a size may be a name. */
export function onnxValue(name: string, type: number, shape: readonly (number | string)[]): Message {
  const sizes = shape.flatMap((size) => onnxNested(1, typeof size === 'number' ? onnxField(1, size) : onnxText(2, size)));
  return [...onnxText(1, name), ...onnxNested(2, onnxNested(1, [...onnxField(1, type), ...onnxNested(2, sizes)]))];
}

/** A field with a whole number. */
export function onnxField(field: number, value: number): Message {
  return [varint(field * 8 + VARINT), varint(value)];
}

/** A field of text. */
export function onnxText(field: number, value: string): Message {
  return onnxNested(field, [new TextEncoder().encode(value)]);
}

/** A field with a message in it. */
export function onnxNested(field: number, parts: Message): Message {
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

/** The bytes of a message. */
function joinOnnx(parts: Message): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** A whole model: its graph, and the versions that it is written for. */
export function onnxModel(graph: Message): Uint8Array<ArrayBuffer> {
  return joinOnnx([...onnxField(1, IR_VERSION), ...onnxNested(7, graph), ...onnxNested(8, onnxField(2, OPERATOR_SET))]);
}
