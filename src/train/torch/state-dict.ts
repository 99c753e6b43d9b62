/** A tensor of a state dict. */
export interface StateTensor {
  readonly shape: readonly number[];
  /** Element type, as the file names it. */
  readonly type: string;
  /** Row after row; null where they are not real numbers of 16, 32 or 64 bits. */
  readonly values: Float32Array | null;
}

/** The parameters of a trained PyTorch model. */
export interface StateDict {
  readonly path: string;
  readonly tensors: ReadonlyMap<string, StateTensor>;
  /** Texts beside the tensors; empty in files of `torch.save`. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

/**
 * The real numbers of bytes, little-endian.
 *
 * @param bytes of whole elements
 * @param type `F64`, `F32`, `F16` or `BF16`
 */
export function realNumbers(bytes: Buffer, type: 'F64' | 'F32' | 'F16' | 'BF16'): Float32Array {
  if (type === 'F64') return Float32Array.from({ length: bytes.length / 8 }, (_, at) => bytes.readDoubleLE(8 * at));
  if (type === 'F32') return Float32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(4 * at));
  const read = type === 'F16' ? halfNumber : brainNumber;
  return Float32Array.from({ length: bytes.length / 2 }, (_, at) => read(bytes.readUInt16LE(2 * at)));
}

/** Bytes of an element of `realNumbers`. */
export const REAL_BYTES = { F64: 8, F32: 4, F16: 2, BF16: 2 } as const;

/** IEEE 754 binary16. */
function halfNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** bfloat16: the upper half of a float32. */
function brainNumber(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint16(0, bits);
  return view.getFloat32(0);
}
