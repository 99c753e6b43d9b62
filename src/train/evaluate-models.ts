import { basename, dirname } from 'node:path';
import type { EncodedPack } from '../pack/encode-pack.js';
import type { CatalogItem } from '../types/catalog-item.js';
import type { EncoderSettings } from '../types/manifest.js';
import type { ColumnMap } from './log-columns.js';
import { makePack, openEncoded, packBytes } from './make-pack.js';
import { hitRate, measureRanking, ndcg, reciprocalRank } from './measure-ranking.js';
import type { DatabaseOptions } from './open-database.js';
import type { Progress } from './progress.js';
import { foldOfUser, heldOutUsers, leaveLastOut, type Split } from './protocols.js';
import { readFeed } from './read-feed.js';
import { type Log, readLog } from './read-log.js';
import { type SingleModel, singleModel } from './single-model.js';
import { StepLog } from './step-log.js';
import { type TrainedModels, trainModels } from './train-models.js';
import type { TrainSettings } from './train-settings.js';
import { BLEND_GRID, type TuningGrid, tuneEncoder, tuningWork } from './tune-encoder.js';

/** Models that can be evaluated: the parts of the blend, and the blend. */
export type EvaluatedModel = SingleModel | 'blend';

/** How a log is parted. */
export type Protocol = 'leave-last-out' | 'held-out-users';

/** What `onshelf evaluate` is asked for. */
export interface EvaluateRequest {
  readonly events: string;
  /** Without a feed the log's items are the catalogue. */
  readonly catalog: string | undefined;
  readonly mapped: ColumnMap;
  readonly protocol: Protocol;
  /** Lengths of the lists measured, ascending, 1 to 1000. */
  readonly cutoffs: readonly number[];
  readonly models: readonly EvaluatedModel[];
  /** Held-out users: which of the five folds. */
  readonly folds: readonly number[];
  readonly settings: TrainSettings;
  readonly database: DatabaseOptions;
}

/** Figures of one model: `HR@k`, `NDCG@k` and `coverage@k` for each k, `MRR@k` for the largest, means over folds. */
type EvaluationRow = { readonly model: EvaluatedModel } & Readonly<Record<string, number | string>>;

/** What came out. */
export interface Evaluation {
  readonly dataset: string;
  readonly protocol: Protocol;
  readonly shoppers: number;
  readonly items: number;
  readonly rows: readonly EvaluationRow[];
}

/** What a caller may take along besides the figures. */
export interface EvaluationObserver {
  /** Told the lists of the first model. */
  readonly onList?: (list: EvaluatedList) => void;
  /** Told the pack that the first model was measured with; with several folds, each fold's. */
  readonly onPack?: (encoded: EncodedPack) => void;
}

/** A list of the first model asked for. */
interface EvaluatedList {
  readonly user_id: string;
  readonly items: readonly string[];
}

/**
 * Trains, encodes and decodes a pack, and ranks the whole catalogue for every test shopper through the functions that the
 * browser runs.
 *
 * @param request log, protocol, models
 * @param progress told what is done
 * @param observer told lists and pack
 * @throws OnshelfError `bad-input`
 */
export async function evaluateModels(
  request: EvaluateRequest,
  progress: Progress,
  { onList, onPack }: EvaluationObserver = {},
): Promise<Evaluation> {
  const steps = new StepLog(progress);
  const { catalog, log } = await readInput(request, steps);
  const sums = new Map<EvaluatedModel, Record<string, number>>(request.models.map((model) => [model, {}]));
  let shoppers = 0;
  const folds = request.protocol === 'leave-last-out' ? [0] : request.folds;
  for (const fold of folds) {
    const split = splitLog(request, log, fold);
    shoppers += split.test.length;
    const trained = await trainModels(split.training, request.settings, steps);
    const encoded = await makePack(trained, catalog, request.settings, label(request.settings));
    const pack = openEncoded(encoded);
    const tuned = await tuneModels(request, split, catalog, trained, steps);
    const shipped = tuned.get(request.models[0]) ?? request.settings.encoder;
    onPack?.(await makePack(trained, catalog, request.settings, { ...label(request.settings), encoder: shipped }));
    for (const [index, model] of request.models.entries()) {
      const told = index === 0 && onList !== undefined ? tellList(log, onList) : undefined;
      const encoder = tuned.get(model) ?? request.settings.encoder;
      const { places, covered } = await steps.run(
        `ranking with ${model}`,
        (step) => measureRanking(pack, split.test, encoder, request.cutoffs, step, told),
        split.test.length,
        'shoppers',
      );
      const figures: Record<string, number> = { trainSeconds: secondsOf(model, trained), packBytes: packBytes(encoded) };
      for (const k of request.cutoffs) {
        figures[`HR@${k}`] = hitRate(places, k);
        figures[`NDCG@${k}`] = ndcg(places, k);
        figures[`coverage@${k}`] = (covered.get(k) ?? 0) / catalog.length;
      }
      const longest = Math.max(...request.cutoffs);
      figures[`MRR@${longest}`] = reciprocalRank(places, longest);
      const sum = sums.get(model) ?? {};
      for (const [name, value] of Object.entries(figures)) sum[name] = (sum[name] ?? 0) + value / folds.length;
    }
  }
  const rows = [...sums].map(([model, figures]): EvaluationRow => ({ model, ...figures }));
  return { dataset: datasetName(request.events), protocol: request.protocol, shoppers, items: catalog.length, rows };
}

async function readInput(request: EvaluateRequest, steps: StepLog): Promise<{ catalog: readonly CatalogItem[]; log: Log }> {
  const { events, catalog: path, mapped, database } = request;
  const feed = path === undefined ? null : await steps.run('reading the feed', (step) => readFeed(path, step), 0, 'rows');
  const source = { path: events, mapped, userIds: true, ...database };
  const withFeed = feed === null || path === undefined ? source : { ...source, feed: { path, itemIds: feed.catalog.map(({ id }) => id) } };
  const log = await readLog(withFeed, steps);
  return { catalog: feed?.catalog ?? log.itemIds.map((id) => ({ id })), log };
}

function splitLog(request: EvaluateRequest, log: Log, fold: number): Split {
  const { seed } = request.settings;
  if (request.protocol === 'leave-last-out') return leaveLastOut(log.interactions, log.itemIds, seed);
  return heldOutUsers(log.interactions, log.itemIds, (user) => foldOfUser(log.userIds[user]), fold, seed);
}

/** A single model has nothing to blend; only how fast older items fade is chosen. */
const FADE_ONLY: TuningGrid = { positionDecay: BLEND_GRID.positionDecay, neighbours: [], popularity: [] };

/** Chooses each model's settings on the shoppers set aside for that, never on those who are measured. */
async function tuneModels(
  request: EvaluateRequest,
  split: Split,
  catalog: readonly CatalogItem[],
  trained: TrainedModels,
  steps: StepLog,
): Promise<Map<EvaluatedModel, EncoderSettings>> {
  const { settings } = request;
  const models =
    split.tuningTraining === split.training ? trained : await trainModels(split.tuningTraining, settings, steps, ' (to tune on)');
  const pack = openEncoded(await makePack(models, catalog, settings, label(settings)));
  const tuned = new Map<EvaluatedModel, EncoderSettings>();
  for (const model of request.models) {
    const start = model === 'blend' ? settings.encoder : singleModel(model, settings.encoder);
    if (model === 'popularity' || split.tuning.length === 0) {
      tuned.set(model, start);
      continue;
    }
    const grid = model === 'blend' ? BLEND_GRID : FADE_ONLY;
    const work = tuningWork(grid, split.tuning.length);
    tuned.set(model, await steps.run(`tuning ${model}`, (step) => tuneEncoder(pack, split.tuning, start, grid, step), work, 'lists'));
  }
  return tuned;
}

function tellList(log: Log, onList: (list: EvaluatedList) => void): Parameters<typeof measureRanking>[5] {
  return ({ user }, rows) => onList({ user_id: log.userIds[user], items: Array.from(rows.subarray(0, 20), (row) => log.itemIds[row]) });
}

function secondsOf(model: EvaluatedModel, { seconds }: TrainedModels): number {
  return model === 'blend' ? seconds.popularity + seconds['item-knn'] + seconds.ials : seconds[model];
}

function label(settings: TrainSettings): Parameters<typeof makePack>[3] {
  return { number: 1, created: new Date(0).toISOString(), encoder: settings.encoder, models: [] };
}

/** The folder's name where the file is only called `events`, else the file's. */
function datasetName(path: string): string {
  const name = basename(path).replace(/(\.(csv|tsv|jsonl|ndjson|json|parquet|gz))+$/i, '');
  const folder = basename(dirname(path));
  return name === 'events' && folder !== '' && folder !== '.' ? folder : name;
}
