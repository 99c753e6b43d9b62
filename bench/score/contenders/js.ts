import { createJsScorer } from '../../../src/score/settle/js-scorer.js';
import { ourScorer } from '../our-scorer.js';

export const contender = ourScorer(createJsScorer);
