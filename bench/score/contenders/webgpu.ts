import { createWebGpuScorer } from '../../../src/score/webgpu/webgpu-scorer.js';
import { ourScorer } from '../adapters/our-scorer.js';

export const contender = ourScorer((rows) => createWebGpuScorer(rows, navigator.gpu));
