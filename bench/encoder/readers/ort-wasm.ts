import * as runtime from 'onnxruntime-web/wasm';
import { onnxReader } from '../onnx-reader.js';

export const encoderReader = onnxReader(runtime, 'wasm');
