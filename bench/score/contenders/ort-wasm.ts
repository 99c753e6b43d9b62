import * as runtime from 'onnxruntime-web/wasm';
import { onnxContender } from '../adapters/onnx-contender.js';

export const contender = onnxContender(runtime, 'wasm');
