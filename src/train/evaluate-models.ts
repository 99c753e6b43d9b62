import { basename, dirname } from 'node:path';
import type { EncodedPack } from '../pack/encode-pack.js';
import type { CatalogItem } from '../types/catalog-item.js';
import type { ColumnMap } from './log-columns.js';
import { makePack, openEncoded, packBytes, trialLabel } from './make-pack.js';
import { measureRanking } from './measure-ranking.js';
import type { DatabaseOptions } from './open-database.js';
import type { Progress } from './progress.js';
import { type Figures, meanFigures, rankingFigures } from './ranking-figures.js';
import { readFeed } from './read-feed.js';
import { type Log, readLog } from './read-log.js';
import type { EvaluatedModel } from './single-model.js';
import { type Protocol, partLog } from './split-log.js';
import { StepLog } from './step-log.js';
import { type TrainedModels, trainModels } from './train-models.js';
import type { TrainSettings } from './train-settings.js';
import { tuneModels } from './tune-models.js';

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
  /** The clock, milliseconds since 1970: rows of the log dated more than a day later are dropped. */
  readonly now: number;
}

/**
 * Figures of one model, means over the folds measured: `HR@k`, `NDCG@k` and `coverage@k` for each k, `MRR@k` for the
 * largest, and `unreachable`, the share of test targets that stand in the masked history, so that no model can hit them.
 */
type EvaluationRow = { readonly model: EvaluatedModel } & Readonly<Record<string, number | string>>;

/** What came out. */
export interface Evaluation {
  readonly dataset: string;
  readonly protocol: Protocol;
  readonly shoppers: number;
  readonly items: number;
  readonly rows: readonly EvaluationRow[];
  /** What a reader of the figures should know, in sentences. */
  readonly notes: readonly string[];
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
 * @throws OnshelfError `bad-input`, also where nobody can be measured or nobody is left to learn from
 */
export async function evaluateModels(
  request: EvaluateRequest,
  progress: Progress,
  { onList, onPack }: EvaluationObserver = {},
): Promise<Evaluation> {
  const steps = new StepLog(progress);
  const { catalog, log } = await readInput(request, steps);
  const { settings, cutoffs } = request;
  const { splits, notes } = partLog(log, request.events, request.protocol, request.folds, settings.seed);
  const figures = new Map<EvaluatedModel, Figures[]>(request.models.map((model) => [model, []]));
  let shoppers = 0;
  let unreachable = 0;
  for (const makeSplit of splits) {
    const split = makeSplit();
    shoppers += split.test.length;
    const missed = split.test.filter((shopper) => shopper.unreachable).length;
    unreachable += missed;
    const trained = await trainModels(split.training, settings, steps);
    const encoded = await makePack(trained, catalog, settings, trialLabel(settings));
    const pack = openEncoded(encoded);
    const tuned = await tuneModels(request.models, split, catalog, trained, settings, steps);
    const shipped = tuned.get(request.models[0]) ?? settings.encoder;
    onPack?.(await makePack(trained, catalog, settings, { ...trialLabel(settings), encoder: shipped }));
    for (const [index, model] of request.models.entries()) {
      const told = index === 0 && onList !== undefined ? tellList(log, onList) : undefined;
      const encoder = tuned.get(model) ?? settings.encoder;
      const measures = await steps.run(
        `ranking with ${model}`,
        (step) => measureRanking(pack, split.test, encoder, cutoffs, step, told),
        split.test.length,
        'shoppers',
      );
      figures.get(model)?.push({
        trainSeconds: secondsOf(model, trained),
        packBytes: packBytes(encoded),
        unreachable: missed / split.test.length,
        ...rankingFigures(measures, cutoffs, catalog.length),
      });
    }
  }
  return {
    dataset: datasetName(request.events),
    protocol: request.protocol,
    shoppers,
    items: catalog.length,
    rows: [...figures].map(([model, folds]): EvaluationRow => ({ model, ...meanFigures(folds) })),
    notes: unreachable === 0 ? notes : [...notes, unreachableNote(unreachable, shoppers)],
  };
}

function unreachableNote(unreachable: number, shoppers: number): string {
  const share = ((100 * unreachable) / shoppers).toFixed(1);
  return (
    `${unreachable} of ${shoppers} shoppers (${share} %) went on to an item of their own history. ` +
    'Lists leave the history out, so these count as misses for every model.'
  );
}

async function readInput(request: EvaluateRequest, steps: StepLog): Promise<{ catalog: readonly CatalogItem[]; log: Log }> {
  const { events, catalog: path, mapped, now, database } = request;
  const feed = path === undefined ? null : await steps.run('reading the feed', (step) => readFeed(path, step), 0, 'rows');
  const source = { path: events, mapped, now, userIds: true, ...database };
  const withFeed = feed === null || path === undefined ? source : { ...source, feed: { path, itemIds: feed.catalog.map(({ id }) => id) } };
  const log = await readLog(withFeed, steps);
  return { catalog: feed?.catalog ?? log.itemIds.map((id) => ({ id })), log };
}

function tellList(log: Log, onList: (list: EvaluatedList) => void): Parameters<typeof measureRanking>[5] {
  return ({ user }, rows) => onList({ user_id: log.userIds[user], items: Array.from(rows.subarray(0, 20), (row) => log.itemIds[row]) });
}

function secondsOf(model: EvaluatedModel, { seconds }: TrainedModels): number {
  return model === 'blend' ? seconds.popularity + seconds['item-knn'] + seconds.ials : seconds[model];
}

/** The folder's name where the file is only called `events`, else the file's. */
function datasetName(path: string): string {
  const name = basename(path).replace(/(\.(csv|tsv|jsonl|ndjson|json|parquet|gz))+$/i, '');
  const folder = basename(dirname(path));
  return name === 'events' && folder !== '' && folder !== '.' ? folder : name;
}
