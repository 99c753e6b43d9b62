import { createJsScorer } from '../../../src/score/settle/js-scorer.js';
import { ourScorer } from '../adapters/our-scorer.js';

export const contender = ourScorer(createJsScorer);
