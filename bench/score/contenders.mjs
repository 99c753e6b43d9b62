import { availableParallelism } from 'node:os';

/** Most pages may use one thread; some contenders also run with all threads of the machine. */
const ALL_THREADS = availableParallelism();

/**
 * The contenders. `module`: the file in `contenders/`, if it is not the name; `node`: whether it also runs in Node; `firstAnswers`:
 * how often its first answer is timed, each time in a fresh worker.
 */
export const CONTENDERS = [
  { name: 'js', node: true, firstAnswers: 5 },
  { name: 'wasm', node: true, firstAnswers: 5 },
  { name: 'webgl', firstAnswers: 5 },
  { name: 'webgpu', node: true, needsGpu: true, firstAnswers: 5 },
  { name: 'float32-loop', node: true },
  { name: 'memory-read', node: true },
  { name: 'memory-read-js', node: true },
  { name: 'tfjs-webgpu' },
  { name: 'tfjs-webgpu-heap' },
  { name: 'tfjs-webgl' },
  { name: 'tfjs-webgl-heap' },
  { name: 'tfjs-wasm' },
  { name: 'tfjs-wasm-threads', threads: ALL_THREADS },
  { name: 'tfjs-cpu' },
  { name: 'ort-wasm' },
  { name: 'ort-wasm-threads', module: 'ort-wasm', threads: ALL_THREADS },
  { name: 'ort-webgpu' },
  // Building the index takes one or two minutes for 100 000 items, happens twice, and grows faster than the number of items.
  { name: 'hnswlib-wasm', mostItems: 100_000, quickItems: 10_000, firstAnswers: 1 },
];

/** Names of Onshelf's backends. */
export const OURS = ['js', 'wasm', 'webgl', 'webgpu'];
