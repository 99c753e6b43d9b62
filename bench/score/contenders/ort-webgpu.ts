import * as runtime from 'onnxruntime-web/webgpu';
import { onnxContender } from '../adapters/onnx-contender.js';

export const contender = onnxContender(runtime, 'webgpu');
