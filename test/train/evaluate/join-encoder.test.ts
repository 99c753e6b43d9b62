import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { openEncoder } from '../../../src/engine/encoders/open-encoder.js';
import type { EncodedPack } from '../../../src/pack/encode/encode-pack.js';
import type { Evaluation } from '../../../src/train/evaluate/evaluation.js';
import type { EvaluationRequest } from '../../../src/train/evaluate/evaluation-request.js';
import { evaluateModels } from '../../../src/train/evaluate-models.js';
import { DEFAULT_TRAIN_SETTINGS } from '../../../src/train/models/train-settings.js';
import { openEncoded } from '../../../src/train/packing/make-pack.js';
import { SILENT_PROGRESS, SILENT_STEP } from '../../../src/train/progress/progress.js';
import { put, smallLog, temporaryFolder } from '../../cli/tools/shop-files.js';
import { evaluationOf, heldOut } from '../tools/evaluation-request.js';

const folder = temporaryFolder();
const encoder = { kind: 'consistent', milliseconds: 600_000 } as const;

/** Shoppers who in turn view things of one kind and buy things of another: what comes next is like what was two steps ago. */
const random = seededRandom(2);
const pick = (from: number, of: number): number => from + Math.floor(of * random());
const planted = put(
  folder,
  'planted.csv',
  [
    'user_id,item_id,timestamp,event',
    ...Array.from({ length: 900 }, (_, user) => {
      const [viewed, bought] = [15 * pick(0, 4), 15 * pick(0, 4)];
      return Array.from({ length: pick(5, 3) }, (_, turn) =>
        turn % 2 === 0
          ? `${user},i${pick(viewed, 15)},2025-01-0${turn + 1}T10:00:00Z,view_item`
          : `${user},i${pick(bought, 15)},2025-01-0${turn + 1}T10:00:00Z,purchase`,
      );
    }).flat(),
  ].join('\n'),
);
const settings = { ...DEFAULT_TRAIN_SETTINGS, threads: 1, dimensions: 8, iterations: 3, teacher: 'none', mixing: 'none' } as const;

/** Evaluates the blend and a part of it. */
async function evaluated(more: Partial<EvaluationRequest>): Promise<{ readonly evaluation: Evaluation; readonly pack: EncodedPack }> {
  const packs: EncodedPack[] = [];
  const request = evaluationOf(planted, { models: ['blend', 'ials'], cutoffs: [10], settings, ...more });
  const evaluation = await evaluateModels(request, SILENT_PROGRESS, { onPack: (encoded) => packs.push(encoded) });
  return { evaluation, pack: packs[0] };
}

/** Figures of a model that do not depend on the machine. */
const figuresOf = ({ rows }: Evaluation, model: string): Record<string, unknown> => {
  const own = rows.find((row) => row.model === model) ?? {};
  return Object.fromEntries(Object.entries(own).filter(([name]) => name !== 'trainSeconds'));
};

describe('an evaluation with a sequence encoder', { timeout: 300_000 }, () => {
  it('measures the blend as it would ship with it, other models as before, and gives a pack that has it', async () => {
    const without = await evaluated({});
    const { evaluation, pack } = await evaluated({ encoder });
    const [known, own] = [without.evaluation, evaluation].map((one) => figuresOf(one, 'blend'));
    expect(Number(own['NDCG@10'])).toBeGreaterThan(1.1 * Number(known['NDCG@10']));
    expect(figuresOf(evaluation, 'ials')).toEqual(figuresOf(without.evaluation, 'ials'));
    const note =
      /^Sequence encoder \(consistent, \d+ bytes\): lists of \d+ held-out shoppers are better with it by half a standard error, so the pack has it/;
    expect(evaluation.notes.filter((told) => note.test(told))).toHaveLength(1);
    expect(without.evaluation.notes.join()).not.toContain('Sequence encoder');
    expect(pack.manifest.encoder).toMatchObject({ card: { kind: 'consistent', kinds: ['view_item', 'purchase'] } });
    expect(pack.manifest.encoder.blend.encoder).toBeGreaterThan(0);
    expect(await openEncoder(openEncoded(pack))).toBeTypeOf('function');
    expect(without.pack.manifest.encoder).not.toHaveProperty('card');
  });

  it('trains it anew on the whole training part where settings are tuned on shoppers held out of it', async () => {
    const steps: string[] = [];
    const progress = {
      step: (name: string) => {
        steps.push(name);
        return SILENT_STEP;
      },
    };
    const request = evaluationOf(planted, { models: ['blend'], cutoffs: [10], settings, encoder, split: heldOut(0) });
    const { notes } = await evaluateModels(request, progress);
    expect(notes.join(' ')).toContain('better with it by half a standard error');
    expect(steps.filter((name) => name.startsWith('sequence encoder'))).toEqual(['sequence encoder (for tuning)', 'sequence encoder']);
  });

  it('says why none is tried: the log is small, or the blend is not measured', async () => {
    const small = put(folder, 'small.csv', smallLog(60, 30));
    const auto = { ...encoder, kind: 'auto' } as const;
    const { notes } = await evaluateModels(evaluationOf(small, { models: ['blend'], encoder: auto }), SILENT_PROGRESS);
    expect(notes).toContain('Sequence encoder: not tried: the log has 180 events to learn from that follow another, fewer than 10 000.');
    const alone = await evaluateModels(evaluationOf(small, { models: ['ials'], encoder }), SILENT_PROGRESS);
    expect(alone.notes).toContain('Sequence encoder: not tried: it is for the blend, which is not among the models.');
    const usual = await evaluateModels(evaluationOf(small, { models: ['ials'], encoder: auto }), SILENT_PROGRESS);
    expect(usual.notes.join()).not.toContain('Sequence encoder');
  });
});
