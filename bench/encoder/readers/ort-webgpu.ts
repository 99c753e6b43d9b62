import * as runtime from 'onnxruntime-web/webgpu';
import { onnxReader } from '../onnx-reader.js';

export const encoderReader = onnxReader(runtime, 'webgpu');
