import type { Evaluation } from '../train/evaluate-models.js';
export function evaluationPage(evaluation: Evaluation): string {
  return JSON.stringify(evaluation);
}
