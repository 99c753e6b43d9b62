import { availableParallelism } from 'node:os';
import { createJsScorer } from '../../src/score/settle/js-scorer.js';
import { readLog } from '../../src/train/log/read-log.js';
import { hitRate, measureRanking, ndcg } from '../../src/train/measure/measure-ranking.js';
import { type RankShopper, rankShopper } from '../../src/train/measure/rank-shopper.js';
import { trainModels } from '../../src/train/models/train-models.js';
import { DEFAULT_TRAIN_SETTINGS } from '../../src/train/models/train-settings.js';
import { openEncoded } from '../../src/train/packing/make-pack.js';
import { SILENT_PROGRESS, SILENT_STEP } from '../../src/train/progress/progress.js';
import { StepLog } from '../../src/train/progress/step-log.js';
import { leaveLastOut } from '../../src/train/split/leave-last-out.js';
import { tuneModels } from '../../src/train/tune/tune-models.js';
import type { Pack } from '../../src/types/pack.js';
import { plainPack } from '../tools/data/plain-pack.js';

/** Accuracy of one form of the pack. */
interface QuantizationRow {
  readonly name: string;
  readonly 'HR@10': number;
  readonly 'NDCG@10': number;
}

/**
 * Ranks the same shoppers with a pack in the plain form (int8 rows, uint8 similarities) and with the numbers as trained
 * (float32), by the same functions and the same settings: leave-last-out, blend and factors alone.
 *
 * @param events path of the log
 * @throws Error if the pack's neighbours are not those of the training, so that the two forms cannot be compared
 */
export async function measureQuantization(events: string): Promise<QuantizationRow[]> {
  const steps = new StepLog(SILENT_PROGRESS);
  const settings = { ...DEFAULT_TRAIN_SETTINGS, threads: availableParallelism() };
  const log = await readLog(
    { paths: [events], userIds: true, threads: 2, memoryLimit: '4GB', temporaryFolder: undefined, now: Date.now() },
    steps,
  );
  const catalog = log.itemIds.map((id) => ({ id }));
  const split = leaveLastOut(log.interactions, log.itemIds, settings.seed);
  const trained = await trainModels(split.training, settings, steps);
  const pack = openEncoded(await plainPack(trained, catalog, settings));
  const tuned = await tuneModels(['blend', 'ials'], split, async () => pack, settings.encoder, steps);
  const rows: QuantizationRow[] = [];
  for (const [form, candidate] of [
    ['int8', pack],
    ['float32', unquantized(pack, trained)],
  ] as const) {
    // The WebAssembly backend copies rows as int8; the JavaScript one reads them as they are.
    const scorer = createJsScorer({ ...candidate, bias: candidate.popularity });
    const ranked: RankShopper = (context, request) => rankShopper({ ...context, scorer }, request);
    for (const [model, encoder] of tuned) {
      const { places } = await measureRanking({
        pack: candidate,
        shoppers: split.test,
        encoder,
        cutoffs: [10],
        progress: SILENT_STEP,
        ranked,
      });
      rows.push({ name: `${model}, ${form}`, 'HR@10': hitRate(places, 10), 'NDCG@10': ndcg(places, 10) });
    }
  }
  return rows;
}

/** The pack with the numbers as trained, and scales of 1. */
function unquantized(pack: Pack, trained: Awaited<ReturnType<typeof trainModels>>): Pack {
  for (const part of ['neighbours', 'followers'] as const) {
    if (String(pack[part].items) !== String(trained[part].items)) throw new Error(`the pack's ${part} differ from the trained ones`);
  }
  const size = pack.dimensions;
  const gram = new Float64Array(size * size);
  for (let item = 0; item < pack.items; item++) {
    for (let a = 0; a < size; a++) {
      for (let b = 0; b < size; b++) gram[a * size + b] += trained.factors[item * size + a] * trained.factors[item * size + b];
    }
  }
  const ones = new Float32Array(pack.items).fill(1);
  return {
    ...pack,
    rows: trained.factors as unknown as Int8Array,
    scales: ones,
    gram: Float32Array.from(gram),
    neighbours: { ...pack.neighbours, weights: trained.neighbours.similarities as unknown as Uint8Array, scales: ones },
    followers: { ...pack.followers, weights: trained.followers.similarities as unknown as Uint8Array, scales: ones },
  };
}
