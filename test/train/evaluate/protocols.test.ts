import { describe, expect, it } from 'vitest';
import type { EvaluationRequest } from '../../../src/train/evaluate/evaluation-request.js';
import { evaluateModels } from '../../../src/train/evaluate-models.js';
import { SILENT_PROGRESS } from '../../../src/train/progress/progress.js';
import { foldOfUser } from '../../../src/train/split/assign-folds.js';
import { put, smallLog, temporaryFolder } from '../../cli/tools/shop-files.js';
import { ALL_FOLDS, evaluationOf, heldOut } from '../tools/evaluation-request.js';

const folder = temporaryFolder();

describe('evaluation by each protocol', () => {
  it('keeps held-out shoppers out of training', async () => {
    // Only shoppers of fold 0 touch x and y: no other shopper shows that they go together.
    const others = Array.from({ length: 40 }, (_, shopper) => [`${shopper * 5 + 1},a,1`, `${shopper * 5 + 1},b,2`]).flat();
    const own = Array.from({ length: 10 }, (_, shopper) => [`${shopper * 5 + 5},x,1`, `${shopper * 5 + 5},y,2`]).flat();
    const path = put(folder, 'folds.csv', ['user_id,item_id,timestamp', ...others, ...own].join('\n'));
    const { rows, shoppers } = await evaluateModels(evaluationOf(path, { split: heldOut(0), models: ['item-knn'] }), SILENT_PROGRESS);
    expect(shoppers).toBe(10);
    expect(rows[0]['HR@1']).toBe(0);
    const seen = await evaluateModels(evaluationOf(path, { split: heldOut(1), models: ['item-knn'] }), SILENT_PROGRESS);
    expect(seen.shoppers).toBe(40);
  });

  it('measures every fold of a log whose ids all end in the same digit', async () => {
    const ids = (id: string): string => `${Number(id.slice(1)) * 10 + 10}`;
    const path = put(folder, 'tens.csv', smallLog(200, 30).replace(/^u\d+/gm, ids));
    const asked = evaluationOf(path, { split: heldOut(...ALL_FOLDS), models: ['popularity', 'item-knn'], cutoffs: [10] });
    const { shoppers, rows, notes } = await evaluateModels(asked, SILENT_PROGRESS);
    expect(shoppers).toBe(200);
    expect(notes[0]).toMatch(/^User ids modulo 5 leave fewer than 2 % .* of fold 0, 1, 2, 3, 4; .* by a hash/);
    const alone = await Promise.all(ALL_FOLDS.map((fold) => evaluateModels({ ...asked, split: heldOut(fold) }, SILENT_PROGRESS)));
    for (const [row, name] of [
      [0, 'HR@10'],
      [1, 'NDCG@10'],
    ] as const) {
      expect(rows[row][name]).toBeCloseTo(
        alone.reduce((sum, fold) => sum + Number(fold.rows[row][name]) / 5, 0),
        10,
      );
    }
    expect(rows[1]['HR@10']).toBeGreaterThan(0.3);
  });

  it('takes means over the folds that have shoppers', async () => {
    const ids = ['shopper-0', 'shopper-1', 'shopper-2'];
    const filled = [...new Set(ids.map(foldOfUser))].sort();
    const log = ids.flatMap((id) => ['a', 'b'].map((item, time) => `${id},${item},${time}`));
    const path = put(folder, 'few.csv', ['user_id,item_id,timestamp', ...log].join('\n'));
    const asked = evaluationOf(path, { split: heldOut(...ALL_FOLDS) });
    const { rows, notes } = await evaluateModels(asked, SILENT_PROGRESS);
    const empty = ALL_FOLDS.filter((fold) => !filled.includes(fold));
    expect(notes).toEqual([`Fold ${empty.join(', ')} has no shopper with two events; figures are means over the other folds.`]);
    // All histories have a; b is the only other item.
    expect(rows[0]['HR@1']).toBeCloseTo(1, 10);
  });

  it('reports targets that are in the history', async () => {
    const rows = ['1,a,1', '1,b,2', '1,c,3', '1,a,4', '2,a,1', '2,c,2', '2,b,3'];
    const path = put(folder, 'again.csv', ['user_id,item_id,timestamp', ...rows].join('\n'));
    const evaluation = await evaluateModels(evaluationOf(path, { models: ['popularity', 'item-knn'] }), SILENT_PROGRESS);
    expect(evaluation.rows.map((row) => row.unreachable)).toEqual([0.5, 0.5]);
    expect(evaluation.notes).toEqual([expect.stringMatching(/^1 of 2 shoppers \(50\.0 %\) went on to an item of their own history\./)]);
  });

  it('counts ties against the target where cases are measured', async () => {
    // b and c are equally popular, a is most popular: c is found at 3, as b is.
    const log = put(folder, 'tied.csv', ['user_id,item_id,timestamp', '1,a,1', '1,b,2', '2,a,1', '2,c,2', '3,d,1'].join('\n'));
    const cases = put(folder, 'tied-cases.csv', 'history,target\nd,b\nd,c\nd,a\nd,gone\n');
    const { rows, notes, history } = await evaluateModels(
      evaluationOf(log, { split: { protocol: 'cases', cases }, cutoffs: [2, 3] }),
      SILENT_PROGRESS,
    );
    expect([rows[0]['HR@2'], rows[0]['HR@3'], history]).toEqual([1 / 4, 3 / 4, 'kept']);
    expect(rows[0]['MRR@3']).toBeCloseTo((1 / 3 + 1 / 3 + 1) / 4, 12);
    expect(notes).toEqual(['1 of 4 shoppers (25.0 %) went on to an item that is not in the catalogue; these count as misses.']);
  });

  it('finds repeat purchases, unless the history is masked', async () => {
    const rows = ['1,a,1', '1,b,2', '1,a,100', '2,a,1', '2,c,3', '3,c,100'];
    const log = put(folder, 'repeats.csv', ['user_id,item_id,timestamp', ...rows].join('\n'));
    const asked = evaluationOf(log, { split: { protocol: 'time-split', before: 50_000 }, cutoffs: [1] });
    const kept = await evaluateModels(asked, SILENT_PROGRESS);
    // a is most popular: shopper 1 goes back to it; shopper 3, who has no history, goes to c.
    expect([kept.shoppers, kept.rows[0]['HR@1'], kept.rows[0].unreachable]).toEqual([2, 0.5, 0]);
    expect(kept.notes).toEqual([expect.stringMatching(/^1 of 2 shoppers \(50\.0 %\) had no history/)]);
    const masked = await evaluateModels({ ...asked, maskHistory: true }, SILENT_PROGRESS);
    expect([masked.history, masked.rows[0]['HR@1'], masked.rows[0].unreachable]).toEqual(['masked', 0, 0.5]);
  });

  it('reports the dates of a log where --before leaves one side empty', async () => {
    const log = put(folder, 'dates.csv', 'user_id,item_id,timestamp\n1,a,2020-01-02\n1,b,2020-01-03\n');
    for (const [before, sentence] of [
      [Date.UTC(2020, 0, 2), /no shopper to train on: no event is before 2020-01-02T.*are dated 2020-01-02T00.* to 2020-01-03T00/],
      [Date.UTC(2020, 0, 4), /no shopper to measure: no event is at or after 2020-01-04T/],
    ] as const) {
      await expect(evaluateModels(evaluationOf(log, { split: { protocol: 'time-split', before } }), SILENT_PROGRESS)).rejects.toMatchObject(
        {
          code: 'bad-input',
          message: expect.stringMatching(sentence),
        },
      );
    }
  });

  it('rejects a log with no shopper to measure, or none left to train on', async () => {
    const own = foldOfUser('x');
    const pairs = ['1,a,1', '1,b,2', '6,a,1', '6,c,2'];
    const cases: [readonly string[], Partial<EvaluationRequest>, RegExp][] = [
      [['1,a,1', '2,b,2'], {}, /no shopper to measure: a shopper needs two events/],
      [['1,a,1', '2,b,2'], { split: heldOut(...ALL_FOLDS) }, /no shopper to measure: a shopper needs two events/],
      [pairs, {}, /leaves no shopper to train on: leave-last-out holds out the last two events of every shopper/],
      [['x,a,1', 'x,b,2'], { split: heldOut(own) }, /leaves no shopper to train on: all its shoppers are in fold/],
      [['x,a,1', 'x,b,2'], { split: heldOut((own + 1) % 5) }, /no shopper to measure in fold \d: no shopper/],
    ];
    for (const [rows, more, sentence] of cases) {
      const path = put(folder, 'refused.csv', ['user_id,item_id,timestamp', ...rows].join('\n'));
      await expect(evaluateModels(evaluationOf(path, more), SILENT_PROGRESS)).rejects.toMatchObject({
        code: 'bad-input',
        message: expect.stringMatching(sentence),
      });
    }
  });
});
