import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { weighHistory } from '../../src/profile/weigh-history.js';
import { readFeed } from '../../src/train/feed/read-feed.js';
import { interestMatrix } from '../../src/train/log/interest-matrix.js';
import { readLog } from '../../src/train/log/read-log.js';
import { createMatrix, type SparseMatrix } from '../../src/train/matrices/sparse-matrix.js';
import { measureRanking } from '../../src/train/measure/measure-ranking.js';
import { hit, hitPlaces, normalizedGain, reciprocalRank } from '../../src/train/metrics/accuracy.js';
import { implicitAls } from '../../src/train/models/implicit-als.js';
import { itemCosine } from '../../src/train/models/item-cosine.js';
import { type SingleModel, singleModel } from '../../src/train/models/single-model.js';
import { type TrainedModels, trainModels } from '../../src/train/models/train-models.js';
import { DEFAULT_TRAIN_SETTINGS } from '../../src/train/models/train-settings.js';
import { makePack, openEncoded, trialLabel } from '../../src/train/packing/make-pack.js';
import { SILENT_PROGRESS, SILENT_STEP } from '../../src/train/progress/progress.js';
import { StepLog } from '../../src/train/progress/step-log.js';
import { masksHistory, splitLog } from '../../src/train/split/split-log.js';
import type { TestShopper } from '../../src/train/split/test-shopper.js';
import type { HistoryItem } from '../../src/types/history.js';
import { CUTOFFS, type Dataset } from './dataset.js';

/** Figures by name, such as `HR@10`. */
type Figures = Readonly<Record<string, number>>;

/** What a training cost. */
interface TrainingCost {
  /** On the wall. */
  readonly seconds: number;
  /** Of all threads: what a machine that does other work changes less. */
  readonly processorSeconds: number;
}

/** One split of a dataset, for models as papers have them: no part of the history fades, popularity adds nothing. */
export interface RawSplit {
  readonly shoppers: number;
  readonly items: number;
  readonly settings: typeof DEFAULT_TRAIN_SETTINGS;
  /** Writes what is learned from, and the histories of those measured, for programs in other languages: see `peers.py`. */
  write(folder: string): void;
  /** Trains the factors from a start of that seed, and tells what it cost and how good they are. */
  trainAls(seed: number): Promise<{ cost: TrainingCost; figures: Figures }>;
  /** Our items alike. */
  measureNeighbours(): Promise<Figures>;
  /** Lists that a peer made: so many rows of the catalogue per shopper, 2^32 - 1 where it has no more. */
  measureLists(path: string): Figures;
}

/** Longer than any log: nothing fades. */
const NEVER = 1e9;

/**
 * Opens the first split of a dataset. Shoppers of whom nothing is known are left out: what they get is no question of the model.
 *
 * @param dataset log and protocol
 */
export async function openRawSplit(dataset: Dataset): Promise<RawSplit> {
  const steps = new StepLog(SILENT_PROGRESS);
  const threads = availableParallelism();
  const encoder = { ...DEFAULT_TRAIN_SETTINGS.encoder, halfLifeDays: NEVER, positionDecay: 1 };
  const settings = { ...DEFAULT_TRAIN_SETTINGS, encoder, threads };
  const { catalog: path, events, scenario } = dataset;
  const feed = path === undefined ? undefined : { path, catalog: (await readFeed(path, SILENT_STEP)).catalog };
  const source = { path: events, now: Date.now(), userIds: true };
  const log = await readLog(
    feed === undefined ? source : { ...source, feed: { path: feed.path, itemIds: feed.catalog.map(({ id }) => id) } },
    steps,
  );
  const catalog = feed?.catalog ?? log.itemIds.map((id) => ({ id }));
  const masked = masksHistory(scenario.protocol);
  const { splits } = await splitLog({
    log,
    path: events,
    settings: scenario,
    exclude: masked ? 'seen' : 'none',
    seed: settings.seed,
    steps,
  });
  const split = splits[0]();
  const interest = interestMatrix(split.training);
  const rowOf = new Map(log.itemIds.map((id, row) => [id, row]));
  const known = split.test
    .map((shopper) => ({ shopper, history: weighHistory(shopper.profile, (id) => rowOf.get(id) ?? -1, encoder, shopper.now) }))
    .filter(({ history }) => history.some(({ weight }) => weight > 0));
  const shoppers = known.map(({ shopper }) => shopper);
  const popularity = await trainModels(split.training, settings, steps, '', []);

  const measure = async (model: SingleModel, part: Partial<TrainedModels>): Promise<Figures> => {
    const pack = openEncoded(await makePack({ ...popularity, ...part }, catalog, settings, trialLabel(settings)));
    const lists: Uint32Array[] = [];
    await measureRanking({
      pack,
      shoppers,
      encoder: singleModel(model, encoder),
      cutoffs: CUTOFFS,
      progress: SILENT_STEP,
      onList: (_, { items }) => lists.push(items),
    });
    return figuresOf(shoppers, (index) => lists[index]);
  };
  return {
    shoppers: shoppers.length,
    items: catalog.length,
    settings,
    write: (folder) => {
      writeMatrix(`${folder}/train`, interest);
      writeMatrix(
        `${folder}/histories`,
        historyMatrix(
          known.map(({ history }) => history),
          catalog.length,
        ),
      );
      const { dimensions, iterations, seed, neighbours } = settings;
      const { alpha, regularization } = encoder;
      const sizes = { users: interest.rows, items: catalog.length, shoppers: shoppers.length };
      const told = {
        ...sizes,
        dimensions,
        iterations,
        seed,
        neighbours,
        alpha,
        regularization,
        threads,
        masked,
        count: Math.max(...CUTOFFS),
      };
      writeFileSync(`${folder}/settings.json`, JSON.stringify(told));
    },
    trainAls: async (seed) => {
      const start = performance.now();
      const before = process.cpuUsage();
      const { alpha, regularization } = encoder;
      const { items: factors } = await implicitAls(interest, { ...settings, seed, alpha, regularization }, SILENT_STEP);
      const { user, system } = process.cpuUsage(before);
      const cost = { seconds: (performance.now() - start) / 1000, processorSeconds: (user + system) / 1e6 };
      return { cost, figures: await measure('ials', { factors }) };
    },
    measureNeighbours: () => measure('item-knn', { neighbours: itemCosine(interest, settings, SILENT_STEP) }),
    measureLists: (path) => {
      const count = Math.max(...CUTOFFS);
      const bytes = readFileSync(path);
      const lists = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
      return figuresOf(shoppers, (index) => lists.subarray(index * count, (index + 1) * count));
    },
  };
}

/** The same figures of anybody's lists: means over shoppers. */
function figuresOf(shoppers: readonly TestShopper[], listOf: (index: number) => Uint32Array): Figures {
  const sums: Record<string, number> = {};
  for (const [index, { targets }] of shoppers.entries()) {
    const places = hitPlaces(listOf(index), targets);
    for (const k of CUTOFFS) {
      const figures = { HR: hit(places, k), NDCG: normalizedGain(places, k, targets.length), MRR: reciprocalRank(places, k) };
      for (const [name, value] of Object.entries(figures)) sums[`${name}@${k}`] = (sums[`${name}@${k}`] ?? 0) + value / shoppers.length;
    }
  }
  return sums;
}

function historyMatrix(histories: readonly (readonly HistoryItem[])[], items: number): SparseMatrix {
  const entries = histories.reduce((count, history) => count + history.length, 0);
  const matrix = createMatrix(histories.length, items, entries);
  let at = 0;
  for (const [row, history] of histories.entries()) {
    for (const { row: item, weight } of [...history].sort((a, b) => a.row - b.row)) {
      matrix.indices[at] = item;
      matrix.values[at++] = weight;
    }
    matrix.offsets[row + 1] = at;
  }
  return matrix;
}

function writeMatrix(path: string, { offsets, indices, values }: SparseMatrix): void {
  for (const [name, array] of Object.entries({ offsets, indices, values })) {
    writeFileSync(`${path}.${name}`, new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  }
}
