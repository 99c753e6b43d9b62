import type { Scorer, ScorerRows } from '../../types/scoring/scorer.js';
import { checkKnownAnswer } from '../settle/known-answer.js';
import { createSettledScorer } from '../settle/settled-scorer.js';
import { compileScoreRows } from './score-rows.js';
import { createWasmFinder } from './wasm-finder.js';

/**
 * Scores with the vector instructions of the processor, through WebAssembly; see `createSettledScorer` for what is
 * promised of the answers.
 *
 * @param rows the catalogue; kept, and copied into WebAssembly memory
 * @throws OnshelfError `scorer-failed` where WebAssembly or its SIMD is missing, the page's policy forbids it, or the memory
 * cannot be had; what `checkKnownAnswer` throws where a known answer is wrong
 */
export async function createWasmScorer(rows: ScorerRows): Promise<Scorer> {
  const module = await compileScoreRows();
  await checkKnownAnswer((known) => createWasmFinder(known, module));
  return createSettledScorer(rows, await createWasmFinder(rows, module));
}
