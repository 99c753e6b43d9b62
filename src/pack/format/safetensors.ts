import { OnshelfError } from '../../core/onshelf-error.js';
import { ELEMENT_BYTES, type ElementType, HEADER_LENGTH_BYTES, LIMITS, PADDING_PREFIX, TENSOR_ALIGNMENT } from './format.js';
import { nestingOf } from './nesting-of.js';

/** Element values of a tensor; those of bfloat16 as 16 bits each. */
type TensorData = Int8Array | Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array;

/** A named, shaped array of numbers. */
export interface Tensor {
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly data: TensorData;
}

const VIEWS = {
  I8: Int8Array,
  U8: Uint8Array,
  U16: Uint16Array,
  BF16: Uint16Array,
  U32: Uint32Array,
  F32: Float32Array,
  F64: Float64Array,
} as const;

interface HeaderEntry {
  readonly dtype: string;
  readonly shape: number[];
  readonly data_offsets: [number, number];
}

const alignUp = (bytes: number, alignment: number): number => Math.ceil(bytes / alignment) * alignment;

/**
 * Writes a safetensors file with aligned tensors. Gaps are padding tensors, since the format allows no holes.
 *
 * @param tensors name to tensor, written in this order
 * @param alignment bytes of which the start of each tensor is a multiple, 1 to 64; the first is always aligned to 64
 * @returns the file
 * @see https://github.com/huggingface/safetensors#format
 */
export function encodeSafetensors(tensors: Readonly<Record<string, Tensor>>, alignment = TENSOR_ALIGNMENT): Uint8Array<ArrayBuffer> {
  const header: Record<string, HeaderEntry> = {};
  const placed: { at: number; data: TensorData }[] = [];
  let end = 0;
  for (const [name, tensor] of Object.entries(tensors)) {
    const start = alignUp(end, alignment);
    if (start > end) header[`${PADDING_PREFIX}.${end}`] = { dtype: 'U8', shape: [start - end], data_offsets: [end, start] };
    end = start + tensor.data.byteLength;
    header[name] = { dtype: tensor.type, shape: [...tensor.shape], data_offsets: [start, end] };
    placed.push({ at: start, data: tensor.data });
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const dataStart = alignUp(HEADER_LENGTH_BYTES + json.length, TENSOR_ALIGNMENT);
  const file = new Uint8Array(dataStart + end);
  // The format aligns the data by trailing spaces in the JSON.
  file.fill(0x20, HEADER_LENGTH_BYTES, dataStart);
  file.set(json, HEADER_LENGTH_BYTES);
  new DataView(file.buffer).setBigUint64(0, BigInt(dataStart - HEADER_LENGTH_BYTES), true);
  for (const { at, data } of placed) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), dataStart + at);
  }
  return file;
}

/**
 * Reads a safetensors file, without copying if it is aligned. Every size is checked before use.
 *
 * @param file the bytes
 * @param name of the file, for errors
 * @returns name to tensor, without padding
 * @throws OnshelfError `pack-invalid`, with a message per fault
 */
export function decodeSafetensors(file: Uint8Array<ArrayBuffer>, name: string): Map<string, Tensor> {
  const header = readHeader(file, name);
  const dataStart = HEADER_LENGTH_BYTES + header.bytes;
  const tensors = new Map<string, Tensor>();
  const spans: [number, number][] = [];
  for (const [key, value] of Object.entries(header.entries)) {
    if (key === '__metadata__') continue;
    const entry = checkEntry(value, key, name);
    spans.push(entry.data_offsets);
    if (entry.data_offsets[1] > file.length - dataStart) {
      throw invalid(
        `${name} is cut short: tensor "${key}" ends at byte ${dataStart + entry.data_offsets[1]} of ${file.length}. Download it again.`,
      );
    }
    if (!key.startsWith(PADDING_PREFIX)) tensors.set(key, viewTensor(file, dataStart, entry));
  }
  spans.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let end = 0;
  for (const span of spans) {
    if (span[0] !== end)
      throw invalid(`${name} has tensors that overlap or leave a hole at byte ${dataStart + end}. Write it with a safetensors library.`);
    end = span[1];
  }
  if (dataStart + end !== file.length) throw invalid(`${name} has ${file.length - dataStart - end} bytes that belong to no tensor.`);
  return tensors;
}

function readHeader(file: Uint8Array<ArrayBuffer>, name: string): { bytes: number; entries: Record<string, unknown> } {
  if (file.length < HEADER_LENGTH_BYTES) throw invalid(`${name} is cut short: ${file.length} bytes hold no safetensors header.`);
  const declared = new DataView(file.buffer, file.byteOffset).getBigUint64(0, true);
  if (declared > BigInt(LIMITS.headerBytes))
    throw invalid(`${name} declares a header of ${declared} bytes; at most ${LIMITS.headerBytes} are read.`);
  const bytes = Number(declared);
  if (HEADER_LENGTH_BYTES + bytes > file.length) throw invalid(`${name} is cut short inside its header.`);
  let entries: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(file.subarray(HEADER_LENGTH_BYTES, HEADER_LENGTH_BYTES + bytes));
    if (nestingOf(text, LIMITS.nesting) > LIMITS.nesting) throw new Error(`nested more than ${LIMITS.nesting} deep`);
    entries = JSON.parse(text);
  } catch (error) {
    throw new OnshelfError('pack-invalid', `${name} has a header that is not JSON.`, error);
  }
  if (typeof entries !== 'object' || entries === null || Array.isArray(entries))
    throw invalid(`${name} has a header that is not an object.`);
  const count = Object.keys(entries).length;
  if (count > LIMITS.tensors) throw invalid(`${name} has ${count} tensors; at most ${LIMITS.tensors} are read.`);
  return { bytes, entries: entries as Record<string, unknown> };
}

function checkEntry(value: unknown, key: string, name: string): HeaderEntry & { dtype: ElementType } {
  const entry = value as Partial<HeaderEntry> | null;
  const where = `tensor "${key}" of ${name}`;
  if (typeof entry?.dtype !== 'string' || !Object.hasOwn(ELEMENT_BYTES, entry.dtype)) {
    throw invalid(`The ${where} has the element type ${JSON.stringify(entry?.dtype)}; packs use ${Object.keys(ELEMENT_BYTES).join(', ')}.`);
  }
  const { shape, data_offsets: offsets } = entry;
  const natural = (number: unknown): boolean => Number.isSafeInteger(number) && (number as number) >= 0;
  if (!Array.isArray(shape) || shape.length > 4 || !shape.every(natural)) throw invalid(`The ${where} has no usable shape.`);
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(natural) || offsets[0] > offsets[1]) {
    throw invalid(`The ${where} has no usable data_offsets.`);
  }
  const bytes = shape.reduce((product, size) => product * size, ELEMENT_BYTES[entry.dtype as ElementType]);
  if (bytes !== offsets[1] - offsets[0]) {
    throw invalid(`The ${where} needs ${bytes} bytes for shape [${shape.join(', ')}] but has ${offsets[1] - offsets[0]}.`);
  }
  return entry as HeaderEntry & { dtype: ElementType };
}

function viewTensor(file: Uint8Array<ArrayBuffer>, dataStart: number, entry: HeaderEntry & { dtype: ElementType }): Tensor {
  const elementBytes = ELEMENT_BYTES[entry.dtype];
  const [start, end] = entry.data_offsets;
  const at = file.byteOffset + dataStart + start;
  const View = VIEWS[entry.dtype];
  // Other writers may align to 8 bytes only, and a view may start anywhere: copy then.
  const data =
    at % elementBytes === 0
      ? new View(file.buffer, at, (end - start) / elementBytes)
      : new View(file.slice(dataStart + start, dataStart + end).buffer);
  return { type: entry.dtype, shape: entry.shape, data };
}

function invalid(message: string): OnshelfError {
  return new OnshelfError('pack-invalid', message);
}
