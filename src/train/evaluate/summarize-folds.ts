import type { EvaluatedModel } from '../models/single-model.js';
import type { StepLog } from '../progress/step-log.js';
import { type FoldResults, rerankedModel } from './evaluate-fold.js';
import type { EvaluationRequest } from './evaluation-request.js';
import { type FoldMeasures, type Summary, summarizeEvaluation } from './summarize-evaluation.js';

/** Figures of all folds. */
export interface FoldSummaries {
  readonly models: Summary;
  /** null where no re-ranking step was requested. */
  readonly rerankings: Summary<string> | null;
}

/**
 * Phase 5 of an evaluation: means and intervals over all folds.
 *
 * @param folds results of each fold; one or more
 * @param sizes shoppers of each fold
 * @param request resamples and seed
 * @param steps reports the progress
 */
export async function summarizeFolds(
  folds: readonly FoldResults[],
  sizes: readonly number[],
  { models, resamples, settings: { seed } }: EvaluationRequest,
  steps: StepLog,
): Promise<FoldSummaries> {
  const byModel = groupByName(folds.map((fold) => fold.models));
  const byReranking = groupByName(folds.map((fold) => fold.rerankings));
  const summary = await steps.run('resampling', () => summarizeEvaluation(byModel, sizes, resamples, seed));
  if (byReranking.size === 0) return { models: summary, rerankings: null };
  const baseline: EvaluatedModel = rerankedModel(models);
  const withBaseline = new Map<string, FoldMeasures[]>([[baseline, byModel.get(baseline) ?? []], ...byReranking]);
  const rerankings = await steps.run('resampling the steps', () => summarizeEvaluation(withBaseline, sizes, resamples, seed));
  return { models: summary, rerankings };
}

/** Measures of each name, fold by fold. */
function groupByName<Name extends string>(folds: readonly ReadonlyMap<Name, FoldMeasures>[]): Map<Name, FoldMeasures[]> {
  const grouped = new Map<Name, FoldMeasures[]>();
  for (const [name, measures] of folds.flatMap((fold) => [...fold])) grouped.set(name, [...(grouped.get(name) ?? []), measures]);
  return grouped;
}
