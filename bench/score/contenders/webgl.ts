import { createWebGlScorer } from '../../../src/score/webgl/tfjs-webgl-scorer.js';
import { ourScorer } from '../our-scorer.js';

export const contender = ourScorer((rows) => createWebGlScorer(rows));
