import type { EncodedPack } from '../pack/encode/encode-pack.js';
import type { CatalogItem } from '../types/catalog-item.js';
import type { TopK } from '../types/scoring/scorer.js';
import type { ContentVectors } from './content/content-vectors.js';
import { type ContentRequest, loadContent } from './content/load-content.js';
import { readFeed } from './feed/read-feed.js';
import type { DatabaseOptions } from './input/open-duck-database.js';
import type { ColumnMap } from './log/log-columns.js';
import { type Log, readLog } from './log/read-log.js';
import { datasetName } from './measure/dataset-name.js';
import { evaluationContext } from './measure/evaluation-context.js';
import { listMeter } from './measure/list-meter.js';
import { simulateColdItems } from './measure/make-items-new.js';
import { measureRanking } from './measure/measure-ranking.js';
import { modelPacks, shippedModelsFor } from './measure/model-packs.js';
import { type RerankingSetting, rankWithReranking } from './measure/rank-varied.js';
import { type FoldMeasures, type Summary, summarizeEvaluation } from './measure/summarize-evaluation.js';
import { withUsedParts } from './measure/without-part.js';
import type { EvaluatedModel } from './models/single-model.js';
import { trainModels } from './models/train-models.js';
import type { TrainSettings } from './models/train-settings.js';
import { makePack, packBytes, trialLabel } from './packing/make-pack.js';
import type { Progress, ProgressStep } from './progress/progress.js';
import { StepLog } from './progress/step-log.js';
import { shuffledUsers } from './shoppers/sample-users.js';
import { type EvaluationProtocol, type LogSplits, masksHistory, type SplitSettings, splitLog } from './shoppers/split-log.js';
import type { TestShopper } from './shoppers/test-shopper.js';
import { chooseColdStart, coldStartNotes, fillWithContent } from './tune/fill-with-content.js';
import { tuneModels, tuneTraining } from './tune/tune-models.js';

/** Items of a list that an observer is told. */
const LONGEST_TOLD = 20;

/** What `onshelf evaluate` is asked for. */
export interface EvaluateRequest {
  readonly events: string;
  /** Without a feed the log's items are the catalogue. */
  readonly catalog: string | undefined;
  readonly content: ContentRequest;
  /** Share of the items that are treated as if nobody had touched them before, 0 to 1. */
  readonly newItems: number;
  readonly mapped: ColumnMap;
  readonly scenario: SplitSettings;
  /** Do lists leave the history out? Default: as the protocol usually has it. */
  readonly maskHistory: boolean | undefined;
  /** Lengths of the lists measured, ascending, 1 to 1000. Slices are measured at the first. */
  readonly cutoffs: readonly number[];
  readonly models: readonly EvaluatedModel[];
  /** Steps after the scores to measure besides, each alone, on the blend or else the first model. Default: none. */
  readonly steps?: readonly RerankingSetting[];
  /** Most shoppers measured in each fold, a seeded sample. Default: all. */
  readonly mostShoppers?: number;
  /** Resamples of the shoppers for the intervals; 0 for none. */
  readonly resamples: number;
  readonly settings: TrainSettings;
  readonly database: DatabaseOptions;
  /** The clock, milliseconds since 1970: rows of the log dated more than a day later are dropped. */
  readonly now: number;
}

/** What came out: see docs/evaluation.md for every figure. */
export interface Evaluation extends Summary {
  readonly dataset: string;
  readonly protocol: EvaluationProtocol;
  readonly history: 'masked' | 'kept';
  readonly cutoffs: readonly number[];
  readonly shoppers: number;
  readonly items: number;
  readonly resamples: number;
  readonly seed: number;
  /** The model that the steps were measured on, without any, and then with each; null where none was asked for. */
  readonly steps: Summary<string> | null;
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
  const { catalog, content, log } = await readInput(request, steps);
  const { settings, cutoffs, scenario, resamples } = request;
  const masked = request.maskHistory ?? masksHistory(scenario.protocol);
  const parted = await splitLog(log, request.events, scenario, masked ? 'seen' : 'none', settings.seed, steps);
  const folds = new Map<EvaluatedModel, FoldMeasures[]>(request.models.map((model) => [model, []]));
  const varied = request.models.find((model) => model === 'blend') ?? request.models[0];
  const stepFolds = new Map<string, FoldMeasures[]>(request.steps?.map((setting) => [stepName(setting), []]));
  const wanted = shippedModelsFor(request.models);
  const sizes: number[] = [];
  const contentNotes: string[] = [];
  const lost = { masked: 0, unknown: 0, fresh: 0 };
  for (const makeSplit of parted.splits) {
    const whole = simulateColdItems(makeSplit(), request.newItems, settings.seed);
    const split = { ...whole, test: sampleOf(whole.test, request.mostShoppers, settings.seed) };
    sizes.push(split.test.length);
    const missed = split.test.filter((shopper) => shopper.unreachable).length;
    lost.masked += missed;
    lost.unknown += split.test.filter(({ targets }) => targets.every((target) => target < 0)).length;
    lost.fresh += split.test.filter(({ profile }) => profile.interactions.length === 0).length;
    const purpose = split.tuningTraining === split.training ? '' : ' (to tune on)';
    const found = await tuneTraining(split.tuningTraining, split.tuning, catalog, settings, steps, purpose, wanted);
    const tuningPacks = modelPacks(split.tuningTraining, found.models, catalog, found.settings, steps, purpose);
    const tuned = await tuneModels(request.models, split, async (model) => (await tuningPacks(model)).pack, settings.encoder, steps);
    const shipped = tuned.get(request.models[0]) ?? settings.encoder;
    const trained = purpose === '' ? found.models : await trainModels(split.training, found.settings, steps, '', wanted);
    const tried = { training: split.tuningTraining, models: found.models, content, catalog, settings: found.settings };
    const cold = await chooseColdStart({ ...tried, encoder: tuned.get('blend') ?? shipped }, split.tuning, steps);
    contentNotes.push(...coldStartNotes(content, cold));
    const filled = await fillWithContent(trained, split.training, content, catalog, cold, steps);
    const packs = filled === found.models ? tuningPacks : modelPacks(split.training, filled, catalog, found.settings, steps);
    if (onPack !== undefined) {
      const { models } = await packs(request.models[0]);
      onPack(await makePack(withUsedParts(models, shipped), catalog, found.settings, { ...trialLabel(settings), encoder: shipped }));
    }
    const context = evaluationContext((await packs('popularity')).pack, split.training, catalog, cutoffs, scenario.protocol === 'cases');
    for (const [index, model] of request.models.entries()) {
      const told =
        index === 0 && onList !== undefined ? tellList(log, parted, Math.min(LONGEST_TOLD, ...cutoffs.slice(-1)), onList) : undefined;
      const { pack, encoded, trainSeconds } = await packs(model);
      const encoder = tuned.get(model) ?? settings.encoder;
      const meter = listMeter(context, split.test.length);
      await steps.run(
        `ranking with ${model}`,
        (step) =>
          measureRanking(pack, split.test, encoder, cutoffs, step, (shopper, top, at) => {
            meter.add(shopper, top, at);
            told?.(shopper, top);
          }),
        split.test.length,
        'shoppers',
      );
      const facts = { unreachable: missed / split.test.length, trainSeconds, packBytes: packBytes(encoded) };
      folds.get(model)?.push({ measures: meter.take(), facts });
      for (const setting of model === varied ? (request.steps ?? []) : []) {
        const name = stepName(setting);
        const own = listMeter(context, split.test.length);
        const ranked = rankWithReranking(setting, settings.seed);
        const measure = (step: ProgressStep): Promise<unknown> => measureRanking(pack, split.test, encoder, cutoffs, step, own.add, ranked);
        await steps.run(`ranking with ${model}, ${name}`, measure, split.test.length, 'shoppers');
        stepFolds.get(name)?.push({ measures: own.take(), facts: {} });
      }
    }
  }
  const shoppers = sizes.reduce((sum, size) => sum + size, 0);
  const summary = await steps.run('resampling', () => summarizeEvaluation(folds, sizes, resamples, settings.seed));
  const stepSummary =
    stepFolds.size === 0
      ? null
      : await steps.run('resampling the steps', () =>
          summarizeEvaluation(
            new Map<string, FoldMeasures[]>([[varied, folds.get(varied) ?? []], ...stepFolds]),
            sizes,
            resamples,
            settings.seed,
          ),
        );
  return {
    dataset: datasetName(request.events),
    protocol: scenario.protocol,
    history: masked ? 'masked' : 'kept',
    cutoffs,
    shoppers,
    items: catalog.length,
    resamples,
    seed: settings.seed,
    ...summary,
    steps: stepSummary,
    notes: [...parted.notes, ...contentNotes, ...lossNotes(lost, shoppers)],
  };
}

/** As it stands in the tables: `diversity 0.5`. */
function stepName({ step, value }: RerankingSetting): string {
  return `${step} ${value}`;
}

/** So many of the shoppers, by chance, in their order. */
function sampleOf(shoppers: readonly TestShopper[], most: number | undefined, seed: number): readonly TestShopper[] {
  if (most === undefined || shoppers.length <= most) return shoppers;
  const drawn = shuffledUsers(shoppers.length, seed).slice(0, most);
  return drawn.sort((a, b) => a - b).map((index) => shoppers[index]);
}

function lossNotes(lost: { readonly masked: number; readonly unknown: number; readonly fresh: number }, shoppers: number): string[] {
  const share = (count: number): string => `${count} of ${shoppers} shoppers (${((100 * count) / shoppers).toFixed(1)} %)`;
  const notes: string[] = [];
  if (lost.masked > 0) {
    notes.push(
      `${share(lost.masked)} went on to an item of their own history. ` +
        'Lists leave the history out, so these count as misses for every model.',
    );
  }
  if (lost.unknown > 0) notes.push(`${share(lost.unknown)} went on to an item that training never saw; these count as misses.`);
  if (lost.fresh > 0) {
    notes.push(`${share(lost.fresh)} had done nothing before: they get the popular items. The others stand in the slice "history 1+".`);
  }
  return notes;
}

async function readInput(
  request: EvaluateRequest,
  steps: StepLog,
): Promise<{ catalog: readonly CatalogItem[]; content: ContentVectors | null; log: Log }> {
  const { events, catalog: path, mapped, now, database } = request;
  const feed = path === undefined ? null : await steps.run('reading the feed', (step) => readFeed(path, step), 0, 'rows');
  const source = { path: events, mapped, now, userIds: true, ...database };
  const withFeed = feed === null || path === undefined ? source : { ...source, feed: { path, itemIds: feed.catalog.map(({ id }) => id) } };
  const log = await readLog(withFeed, steps);
  const described = feed ?? { catalog: log.itemIds.map((id) => ({ id })), descriptions: [] };
  const { content } = await loadContent(described, request.content, request.settings.seed, database, steps);
  return { catalog: described.catalog, content, log };
}

function tellList(
  log: Log,
  { nameOf }: LogSplits,
  length: number,
  onList: (list: EvaluatedList) => void,
): (shopper: TestShopper, top: TopK) => void {
  return ({ user }, { items }) =>
    onList({ user_id: nameOf(user), items: Array.from(items.subarray(0, length), (row) => log.itemIds[row]) });
}
