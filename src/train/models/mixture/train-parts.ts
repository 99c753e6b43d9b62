import { TopList } from '../../../core/numbers/top-list.js';
import type { Interactions } from '../../log/interactions.js';
import { interestMatrix } from '../../log/interest-matrix.js';
import type { SparseMatrix } from '../../matrices/sparse-matrix.js';
import type { ProgressStep } from '../../progress/progress.js';
import type { StepLog } from '../../progress/step-log.js';
import { countSteps, SEVERAL } from '../../teacher/count-steps.js';
import { closedForm } from '../closed-form.js';
import { type ItemNeighbours, itemCosine } from '../item-cosine.js';
import { collectRows, strongestNeighbours } from '../strongest-neighbours.js';
import { followingSettings, type TrainSettings } from '../train-settings.js';
import { evenScale, type TrainedParts, twoSteps } from './mix-followers.js';
import type { FollowerPart } from './mixture.js';

/** Maximum number of items per row of a part; what ships is cut after mixing. */
const LONGEST = 100;
/** Levelling where two steps are counted: an item that much is known of does not drown the others. See `evenScale`. */
const HALF_LEVELLED = 0.5;

/** What parts are trained on. */
export interface PartsRequest {
  readonly interactions: Interactions;
  readonly settings: TrainSettings;
  /** The teacher's rows, for the closed form that learns from it and for the part of its own; null: none. */
  readonly rows: SparseMatrix | null;
  readonly steps: StepLog;
  /** Appended to the steps' names. */
  readonly purpose: string;
}

/**
 * Trains parts of a mixture. Each names only pairs that `settings.minimumSupport` shoppers made, or that two such pairs lead to, or that
 * the teacher may name (see `walkRows`).
 *
 * @param request data and settings
 * @param wanted parts; a teacher's only where there are rows of it
 * @returns those parts, in the scale of `evenScale`
 */
export async function trainParts(request: PartsRequest, wanted: readonly FollowerPart[]): Promise<TrainedParts> {
  const { interactions, settings, rows, steps, purpose } = request;
  const { items } = interactions;
  const asks = (...parts: FollowerPart[]): boolean => parts.some((part) => wanted.includes(part));
  const keep = (name: string, work: (progress: ProgressStep) => Promise<ItemNeighbours> | ItemNeighbours): Promise<ItemNeighbours> =>
    steps.keep(`items that follow, ${name}${purpose}`, work, 2 * items, 'items');
  const parts = new Map<FollowerPart, ItemNeighbours>();
  const add = (part: FollowerPart, table: () => ItemNeighbours): void => {
    if (wanted.includes(part)) parts.set(part, evenScale(table(), 0));
  };
  const levelled = (table: ItemNeighbours): ItemNeighbours => evenScale(table, HALF_LEVELLED);

  const alone = { ...followingSettings(settings), followers: LONGEST, secondHop: 0 };
  const regression = asks('closed-form', 'closed-form-twice', 'item-knn-closed-form')
    ? await keep('closed form', (progress) => closedForm(interactions, alone, progress, rows))
    : null;
  const counts = asks('steps', 'steps-twice')
    ? await keep('steps', (progress) => countedSteps(interactions, settings.minimumSupport, progress))
    : null;
  const alike = asks('item-knn', 'item-knn-twice', 'item-knn-closed-form')
    ? await keep('alike', (progress) => itemCosine(interestMatrix(interactions), { ...settings, neighbours: LONGEST }, progress))
    : null;
  await steps.run(`mixing items that follow${purpose}`, () => {
    if (regression !== null) {
      add('closed-form', () => regression);
      add('closed-form-twice', () => levelled(twoSteps(regression, regression, LONGEST)));
    }
    if (counts !== null) {
      add('steps', () => counts);
      add('steps-twice', () => twoSteps(levelled(counts), levelled(counts), LONGEST));
    }
    if (alike !== null) {
      add('item-knn', () => alike);
      add('item-knn-twice', () => twoSteps(alike, alike, LONGEST));
    }
    if (alike !== null && regression !== null) {
      add('item-knn-closed-form', () => twoSteps(levelled(alike), levelled(regression), LONGEST));
    }
    if (rows !== null) add('teacher', () => strongestNeighbours(rows, LONGEST));
  });
  return parts;
}

/** Counted steps that enough shoppers made; the counts themselves keep those of one shopper for the teacher. */
function countedSteps(interactions: Interactions, minimumSupport: number, progress: ProgressStep): ItemNeighbours {
  const { offsets, items, strengths, onlyShopper } = countSteps(interactions, minimumSupport, progress);
  const list = new TopList(LONGEST);
  return collectRows(interactions.items, (row) => {
    for (let step = offsets[row]; step < offsets[row + 1]; step++) {
      if (minimumSupport <= 1 || onlyShopper[step] === SEVERAL) list.offer(items[step], strengths[step]);
    }
    return list.take();
  });
}
