import { createWasmScorer } from '../../../src/score/wasm/wasm-scorer.js';
import { ourScorer } from '../adapters/our-scorer.js';

export const contender = ourScorer(createWasmScorer);
