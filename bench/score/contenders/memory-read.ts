import type { Contender } from '../adapters/contender.js';
import module from '../adapters/read-memory.wat?wasm';

const PAGE = 65_536;

/** The minimum cost of a pass over the rows: every byte is read once, with SIMD instructions. */
export const contender: Contender = {
  formulations: ['sum of 128-bit vectors'],
  open: async ({ rows }) => {
    const memory = new WebAssembly.Memory({ initial: Math.ceil(rows.byteLength / PAGE) });
    new Int8Array(memory.buffer).set(rows);
    const { instance } = await WebAssembly.instantiate(module, { rows: { memory } });
    const readMemory = instance.exports.readMemory as (bytes: number) => number;
    let kept = 0;
    return {
      bytes: memory.buffer.byteLength,
      score: async () => {
        kept ^= readMemory(rows.byteLength);
        return null;
      },
      dispose: () => {
        if (kept === 0.5) throw new Error('impossible');
      },
    };
  },
};
