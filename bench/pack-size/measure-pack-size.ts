import { availableParallelism } from 'node:os';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { EncodedPack } from '../../src/pack/encode/encode-pack.js';
import { readLog } from '../../src/train/log/read-log.js';
import { shuffledUsers } from '../../src/train/log/shuffled-users.js';
import { hitRate, measureRanking, ndcg } from '../../src/train/measure/measure-ranking.js';
import { type TrainedModels, trainModels } from '../../src/train/models/train-models.js';
import { DEFAULT_TRAIN_SETTINGS, type TrainSettings } from '../../src/train/models/train-settings.js';
import { makePack, openEncoded, trialLabel } from '../../src/train/packing/make-pack.js';
import { SILENT_PROGRESS, SILENT_STEP } from '../../src/train/progress/progress.js';
import { StepLog } from '../../src/train/progress/step-log.js';
import { leaveLastOut } from '../../src/train/split/leave-last-out.js';
import { WHOLE_BLEND } from '../../src/train/tune/tunable-settings.js';
import { blendStart, tuneEncoder } from '../../src/train/tune/tune-encoder.js';
import { plainPack } from '../tools/data/plain-pack.js';

/** A size to try. */
interface Size {
  readonly dimensions: number;
  readonly neighbours: number;
  readonly followers: number;
  /** Written in the plain form. */
  readonly plain?: boolean;
}

/** Size and accuracy of a pack. Bytes are per item, of the files `rows` and `neighbours`. */
interface SizeRow extends Size {
  readonly name: string;
  readonly bytes: number;
  readonly gzip: number;
  readonly brotli: number;
  /** Processor time to read the whole pack, milliseconds, the minimum of several. */
  readonly decodeMs: number;
  readonly 'HR@10': number;
  readonly 'NDCG@10': number;
}

/** Numbers of shoppers. */
interface Shoppers {
  readonly tuned: number;
  readonly measured: number;
}

const SIZES: readonly Size[] = [
  { dimensions: 64, neighbours: 50, followers: 50, plain: true },
  { dimensions: 64, neighbours: 10, followers: 20 },
  ...[20, 12, 50, 8, 4, 30, 0].map((followers) => ({ dimensions: 32, neighbours: Math.ceil(followers / 2), followers })),
];

const DECODED = 5;

/**
 * Trains once per number of columns, writes packs of several sizes, and ranks the same shoppers with each, by leave-last-out,
 * with a blend tuned for that pack on other targets.
 *
 * @param events the log
 * @param shoppers numbers of shoppers to tune on and to measure
 * @param onRow receives each row when it is done
 */
export async function measurePackSizes(events: string, shoppers: Shoppers, onRow: (row: SizeRow) => void): Promise<SizeRow[]> {
  const steps = new StepLog(SILENT_PROGRESS);
  const defaults: TrainSettings = { ...DEFAULT_TRAIN_SETTINGS, threads: availableParallelism() };
  const log = await readLog(
    { paths: [events], userIds: true, threads: 2, memoryLimit: '4GB', temporaryFolder: undefined, now: Date.now() },
    steps,
  );
  const catalog = log.itemIds.map((id) => ({ id }));
  const split = leaveLastOut(log.interactions, log.itemIds, defaults.seed);
  const test = shuffledUsers(split.test.length, defaults.seed)
    .slice(0, shoppers.measured)
    .map((place) => split.test[place]);
  const rows: SizeRow[] = [];
  let models: TrainedModels | undefined;
  let trainedFor = 0;
  for (const size of SIZES) {
    const { dimensions, neighbours, followers } = size;
    const settings = { ...defaults, dimensions, shipped: { neighbours, followers } };
    if (models === undefined || trainedFor !== dimensions) models = await trainModels(split.training, settings, steps);
    trainedFor = dimensions;
    const encoded =
      size.plain === true ? await plainPack(models, catalog, settings) : await makePack(models, catalog, settings, trialLabel(settings));
    const pack = openEncoded(encoded);
    const { encoder } = await tuneEncoder(
      pack,
      split.tuning.slice(0, shoppers.tuned),
      blendStart(settings.encoder),
      WHOLE_BLEND,
      SILENT_STEP,
    );
    const { places } = await measureRanking({ pack, shoppers: test, encoder, cutoffs: [10], progress: SILENT_STEP });
    const row = {
      name: `${size.plain === true ? 'plain' : 'compact'}, ${dimensions} columns, ${followers} + ${neighbours}`,
      ...size,
      ...bytesPerItem(encoded, catalog.length),
      decodeMs: decodeTime(encoded),
      'HR@10': hitRate(places, 10),
      'NDCG@10': ndcg(places, 10),
    };
    rows.push(row);
    onRow(row);
  }
  return rows;
}

function bytesPerItem({ manifest, files }: EncodedPack, items: number): { bytes: number; gzip: number; brotli: number } {
  const ranking = manifest.files.filter(({ role }) => role !== 'catalog').map(({ path }) => files.get(path) ?? new Uint8Array());
  const perItem = (size: (bytes: Uint8Array) => number): number => ranking.reduce((sum, bytes) => sum + size(bytes), 0) / items;
  return {
    bytes: perItem((bytes) => bytes.length),
    gzip: perItem((bytes) => gzipSync(bytes).length),
    brotli: perItem((bytes) => brotliCompressSync(bytes).length),
  };
}

/** Processor time, which other programs on the machine do not affect. */
function decodeTime(encoded: EncodedPack): number {
  const times = Array.from({ length: DECODED }, () => {
    const before = process.cpuUsage();
    openEncoded(encoded);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}
