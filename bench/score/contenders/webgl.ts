import { createWebGlScorer } from '../../../src/score/webgl/tfjs-webgl-scorer.js';
import { ourScorer } from '../adapters/our-scorer.js';

export const contender = ourScorer((rows) => createWebGlScorer(rows));
