import { describe, expect, it } from 'vitest';
import { evaluationPage } from '../../../src/cli/report/evaluation-page.js';
import { evaluationTables } from '../../../src/cli/report/evaluation-tables.js';
import type { Evaluation } from '../../../src/train/evaluate/evaluation.js';
import { evaluateModels } from '../../../src/train/evaluate-models.js';
import { SILENT_PROGRESS } from '../../../src/train/progress/progress.js';
import { put, smallLog, temporaryFolder } from '../../cli/tools/shop-files.js';
import { evaluationOf } from '../tools/evaluation-request.js';

const folder = temporaryFolder();
const evaluated = (shoppers: number, models: readonly ('blend' | 'popularity')[]): Promise<Evaluation> => {
  const path = put(folder, `of-${shoppers}.csv`, smallLog(shoppers, 40));
  return evaluateModels(evaluationOf(path, { models, cutoffs: [10] }), SILENT_PROGRESS);
};

describe('the relevance of an evaluation', () => {
  it('is compared with what the measured shoppers went on to, in figures, text and page', { timeout: 60_000 }, async () => {
    const evaluation = await evaluated(400, ['blend']);
    const { relevance } = evaluation;
    const { bins, error } = relevance.reliability ?? { bins: [], error: 1 };
    expect(relevance.shoppers).toBe(400);
    expect(bins.reduce((sum, { items }) => sum + items, 0)).toBe(12 * relevance.shoppers);
    // One of the listed items can be the next one of a shopper, at most.
    expect(bins.reduce((sum, { items, observed }) => sum + items * observed, 0)).toBeLessThanOrEqual(400);
    const items = bins.reduce((sum, bin) => sum + bin.items, 0);
    expect(error).toBeCloseTo(
      bins.reduce((sum, bin) => sum + (bin.items / items) * Math.abs(bin.predicted - bin.observed), 0),
      10,
    );
    const text = String(evaluationTables(evaluation));
    expect(text).toContain(`Expected calibration error: ${error.toFixed(4)}`);
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const page = evaluationPage(evaluation);
    expect(page).toContain(relevance.reason);
    for (const { predicted, observed } of bins) expect(page).toContain(`<td>${predicted.toFixed(4)}</td><td>${observed.toFixed(4)}</td>`);
  });

  it('says why it was not measured', async () => {
    const few = await evaluated(40, ['blend']);
    expect(few.relevance).toMatchObject({
      shoppers: 0,
      reliability: null,
      reason: expect.stringMatching(/not measured, as \d+ tuning shoppers .* fewer than 200/),
    });
    expect(evaluationPage(few)).toContain(few.relevance.reason);
    const other = await evaluated(40, ['popularity']);
    expect(other.relevance.reason).toBe('Relevance: not measured, as it is of the blend, which is not among the models.');
  });
});
