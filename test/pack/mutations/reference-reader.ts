import type { Tensor } from '../../../src/pack/format/safetensors.js';

const ARRAYS = {
  I8: Int8Array,
  U8: Uint8Array,
  U16: Uint16Array,
  BF16: Uint16Array,
  U32: Uint32Array,
  F32: Float32Array,
  F64: Float64Array,
};

/**
 * Reads the tensors of a safetensors file by the words of its specification, and checks nothing: what the library accepts has to be what this reads.
 *
 * @param file the bytes
 * @throws Error of any kind if it cannot be read
 * @see https://github.com/huggingface/safetensors#format
 */
export function readTensors(file: Uint8Array<ArrayBuffer>): Map<string, Tensor> {
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  const header: Record<string, { dtype: keyof typeof ARRAYS; shape: number[]; data_offsets: [number, number] }> = JSON.parse(
    new TextDecoder().decode(file.subarray(8, 8 + length)),
  );
  return new Map(
    Object.entries(header)
      .filter(([name]) => !name.startsWith('_padding') && name !== '__metadata__')
      .map(
        ([
          name,
          {
            dtype,
            shape,
            data_offsets: [start, end],
          },
        ]) => {
          const bytes = file.slice(8 + length + start, 8 + length + end);
          return [name, { type: dtype, shape, data: new ARRAYS[dtype](bytes.buffer) }];
        },
      ),
  );
}
