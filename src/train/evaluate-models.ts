import type { TopK } from '../types/scoring/scorer.js';
import { brandsOfFolds } from './evaluate/brands-of-folds.js';
import { datasetName } from './evaluate/dataset-name.js';
import { evaluateFold, type FoldResults } from './evaluate/evaluate-fold.js';
import { summarizeRelevance } from './evaluate/evaluate-relevance.js';
import type { Evaluation, EvaluationObserver } from './evaluate/evaluation.js';
import type { EvaluationRequest } from './evaluate/evaluation-request.js';
import { countMissedTargets, type MissedTargets, missedTargetNotes } from './evaluate/missed-targets.js';
import { prepareFold } from './evaluate/prepare-fold.js';
import { readEvaluationInput, summarizeInput } from './evaluate/read-evaluation-input.js';
import { summarizeFolds } from './evaluate/summarize-folds.js';
import { shippablePack, trainFold } from './evaluate/train-fold.js';
import { itemGroups } from './measure/item-groups.js';
import { objectiveValues } from './measure/objective-values.js';
import type { Progress } from './progress/progress.js';
import { StepLog } from './progress/step-log.js';
import { masksHistory, splitLog } from './split/split-log.js';
import type { TestShopper } from './split/test-shopper.js';

/** Maximum number of items in a list that an observer receives. */
const LONGEST_OBSERVED = 20;

/**
 * Trains, encodes and decodes a pack, and ranks the whole catalogue for every test shopper with the functions that the browser
 * runs.
 *
 * @param request log, protocol, models
 * @param progress reports the steps
 * @param observer receives lists and packs
 * @throws OnshelfError `bad-input` where a file cannot be used, no shopper can be measured, or no shopper is left to train on
 */
export async function evaluateModels(
  request: EvaluationRequest,
  progress: Progress,
  { onList, onPack }: EvaluationObserver = {},
): Promise<Evaluation> {
  const { events, settings, cutoffs, models, resamples } = request;
  const { seed } = settings;
  const steps = new StepLog(progress);
  const input = await readEvaluationInput(request, steps);
  const { catalog, attributes, log } = input;
  const groups = request.groupBy === undefined ? null : itemGroups(catalog, attributes, request.groupBy);
  const objective = request.objective === undefined ? null : objectiveValues(catalog, attributes, request.objective);
  const masked = request.maskHistory ?? masksHistory(request.split.protocol);
  const exclude = masked ? 'seen' : 'none';
  const { splits, notes, nameOf } = await splitLog({ log, path: events.join(', '), settings: request.split, exclude, seed, steps });

  const length = Math.min(LONGEST_OBSERVED, ...cutoffs.slice(-1));
  const reportList = ({ user }: TestShopper, { items }: TopK): void =>
    onList?.({ user_id: nameOf(user), items: Array.from(items.subarray(0, length), (row) => log.itemIds[row]) });

  const folds: FoldResults[] = [];
  const sizes: number[] = [];
  const missed: MissedTargets[] = [];
  const contentNotes = new Set<string>();
  for (const makeSplit of splits) {
    const split = prepareFold(makeSplit(), request);
    sizes.push(split.test.length);
    missed.push(countMissedTargets(split.test));
    const trained = await trainFold(split, input, request, steps);
    for (const note of trained.notes) contentNotes.add(note);
    onPack?.(await shippablePack(trained, models[0], catalog));
    folds.push(await evaluateFold({ split, trained, catalog, groups, objective, onList: onList && reportList }, request, steps));
  }
  const shoppers = sizes.reduce((sum, size) => sum + size, 0);
  const summaries = await summarizeFolds(folds, sizes, request, steps);
  return {
    dataset: datasetName(events[0]),
    protocol: request.split.protocol,
    history: masked ? 'masked' : 'kept',
    cutoffs,
    shoppers,
    items: catalog.length,
    resamples,
    seed,
    ...summaries.models,
    steps: summaries.rerankings,
    brands: brandsOfFolds(catalog, folds),
    relevance: summarizeRelevance(folds.map(({ relevance }) => relevance)),
    input: summarizeInput(input),
    notes: [...notes, ...contentNotes, ...missedTargetNotes(missed, shoppers)],
  };
}
