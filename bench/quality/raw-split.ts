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
import type { Dataset } from '../tools/data/dataset.js';
import { CUTOFFS } from './cutoffs.js';

/** Figures by name, such as `HR@10`. */
type Figures = Readonly<Record<string, number>>;

/** Cost of a training. */
interface TrainingCost {
  /** Wall time. */
  readonly seconds: number;
  /** Processor time of all threads, which other load on the machine affects less. */
  readonly processorSeconds: number;
}

/** One split of a dataset, for models in the plain form of papers: no decay over the history, no popularity. */
export interface RawSplit {
  readonly shoppers: number;
  readonly items: number;
  readonly settings: typeof DEFAULT_TRAIN_SETTINGS;
  /** Writes the training matrix and the histories of the measured shoppers for `peers.py`. */
  write(folder: string): void;
  /** Trains the factors with that seed. @returns cost and accuracy */
  trainAls(seed: number): Promise<{ cost: TrainingCost; figures: Figures }>;
  /** Accuracy of Onshelf's item neighbours. */
  measureNeighbours(): Promise<Figures>;
  /** Accuracy of a peer's lists: the same number of catalogue rows per shopper, padded with 2^32 - 1. */
  measureLists(path: string): Figures;
}

/** Half-life in days, longer than any log: nothing decays. */
const NEVER = 1e9;

/**
 * Opens the first split of a dataset. Unknown shoppers are omitted: their lists do not depend on the model.
 *
 * @param dataset log and protocol
 */
export async function openRawSplit(dataset: Dataset): Promise<RawSplit> {
  const steps = new StepLog(SILENT_PROGRESS);
  const threads = availableParallelism();
  const encoder = { ...DEFAULT_TRAIN_SETTINGS.encoder, halfLifeDays: NEVER, positionDecay: 1 };
  const settings = { ...DEFAULT_TRAIN_SETTINGS, encoder, threads };
  const { catalog: path, events } = dataset;
  const feed = path === undefined ? undefined : { path, catalog: (await readFeed({ paths: [path] }, SILENT_STEP)).catalog };
  const source = { paths: [events], now: Date.now(), userIds: true };
  const log = await readLog(
    feed === undefined ? source : { ...source, feed: { path: feed.path, itemIds: feed.catalog.map(({ id }) => id) } },
    steps,
  );
  const catalog = feed?.catalog ?? log.itemIds.map((id) => ({ id }));
  const masked = masksHistory(dataset.split.protocol);
  const { splits } = await splitLog({
    log,
    path: events,
    settings: dataset.split,
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
      const fields = {
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
      writeFileSync(`${folder}/settings.json`, JSON.stringify(fields));
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

/** Accuracy of any lists: means over shoppers. */
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
