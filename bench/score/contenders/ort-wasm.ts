import * as runtime from 'onnxruntime-web/wasm';
import { onnxContender } from '../onnx-contender.js';

export const contender = onnxContender(runtime, 'wasm');
