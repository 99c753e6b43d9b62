import { createWebGpuScorer } from '../../../src/score/webgpu/webgpu-scorer.js';
import { ourScorer } from '../our-scorer.js';

export const contender = ourScorer((rows) => createWebGpuScorer(rows, navigator.gpu));
