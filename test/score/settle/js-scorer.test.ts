import { createJsScorer } from '../../../src/score/settle/js-scorer.js';
import { describeScorer } from '../../conformance/scorer.js';

describeScorer('js', async (rows) => createJsScorer(rows));
