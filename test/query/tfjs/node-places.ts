import { tfjsOnCpu } from '../../../src/query/tfjs/processor/tfjs-cpu.js';
import { tfjsOnWasm } from '../../../src/query/tfjs/processor/tfjs-wasm.js';
import { tfjsOnWebGpu } from '../../../src/query/tfjs/webgpu/tfjs-webgpu.js';
import { openDevice } from '../../../src/score/webgpu/device/open-device.js';
import type { OpenPlace } from '../../conformance/encoder-cases.js';
import { openNodeGpu } from '../../score/node-gpu.js';

const WASM_FOLDER = new URL('../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url).pathname;
/** A software GPU on a busy machine compiles kernels for seconds. */
const SLOW_MS = 60_000;
const BUFFER_BYTES = 2 ** 20;

const opened = await openNodeGpu();
// tfjs looks for it there.
if (opened.gpu !== undefined) Object.defineProperty(globalThis, 'navigator', { value: { gpu: opened.gpu }, configurable: true });

/** A device of Node's WebGPU, or undefined where it has none. */
export const openNodeDevice = opened.gpu && (async () => (await openDevice(opened.gpu, BUFFER_BYTES)).device);

/** The backends of tfjs that run in Node here. */
export const NODE_PLACES: readonly (readonly [name: string, open: OpenPlace])[] = [
  ['cpu', async () => tfjsOnCpu()],
  ['wasm', () => tfjsOnWasm(WASM_FOLDER)],
  ...(openNodeDevice === undefined
    ? []
    : [['webgpu', async () => ({ ...tfjsOnWebGpu(await openNodeDevice()), answerMs: SLOW_MS })] as const]),
];
