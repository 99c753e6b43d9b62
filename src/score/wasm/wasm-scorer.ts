import type { Scorer, ScorerRows } from '../../types/scoring/scorer.js';
import { checkKnownAnswer } from '../settle/known-answer.js';
import { createSettledScorer } from '../settle/settled-scorer.js';
import { compileScoreRows } from './score-rows.js';
import { createWasmFinder } from './wasm-finder.js';

/**
 * Scores with the processor's vector instructions, through WebAssembly; `createSettledScorer` guarantees the answers.
 *
 * @param rows the catalogue; kept, and copied into WebAssembly memory
 * @throws OnshelfError `scorer-failed` where WebAssembly or its SIMD is missing, the page's policy forbids it, or memory
 * is short; `wrong-result` where a known answer is wrong
 */
export async function createWasmScorer(rows: ScorerRows): Promise<Scorer> {
  const module = await compileScoreRows();
  await checkKnownAnswer((known) => createWasmFinder(known, module));
  return createSettledScorer(rows, await createWasmFinder(rows, module));
}
