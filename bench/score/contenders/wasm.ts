import { createWasmScorer } from '../../../src/score/wasm/wasm-scorer.js';
import { ourScorer } from '../our-scorer.js';

export const contender = ourScorer(createWasmScorer);
