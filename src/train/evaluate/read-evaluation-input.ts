import type { CatalogItem } from '../../types/catalog-item.js';
import { typeFeed } from '../attributes/type-feed.js';
import type { TypedAttribute } from '../attributes/typed-attribute.js';
import type { ContentVectors } from '../content/content-vectors.js';
import { loadContent } from '../content/load-content.js';
import type { Feed } from '../feed/feed.js';
import { readFeed } from '../feed/read-feed.js';
import { expectSharedColumns } from '../input/expect-shared-columns.js';
import { sampleItemIds } from '../log/ids/sample-item-ids.js';
import { summarizeLog } from '../log/log-summary.js';
import { type Log, readLog } from '../log/read-log.js';
import { summarizeFeed } from '../packing/pack-report.js';
import type { StepLog } from '../progress/step-log.js';
import type { Evaluation } from './evaluation.js';
import type { EvaluationRequest } from './evaluation-request.js';

/** Files of an evaluation, read. */
export interface EvaluationInput {
  /** In row order: the feed, or the items of the log. */
  readonly catalog: readonly CatalogItem[];
  /** The shop's own columns, typed. */
  readonly attributes: readonly TypedAttribute[];
  /** null where content is not used, or describes no item. */
  readonly content: ContentVectors | null;
  /** null where the items of the log are the catalogue. */
  readonly feed: Feed | null;
  /** With its user ids. */
  readonly log: Log;
}

/**
 * Phase 1 of an evaluation: reads feed, log and content.
 *
 * @param request paths and options
 * @param steps reports the progress
 * @throws OnshelfError `bad-input` where a file cannot be used
 */
export async function readEvaluationInput(
  request: Omit<EvaluationRequest, 'split' | 'maskHistory' | 'models' | 'cutoffs' | 'rerankings' | 'newItems'>,
  steps: StepLog,
): Promise<EvaluationInput> {
  const { events, catalog: paths, now, database } = request;
  const { mapped, columns } = request.logOptions;
  const logIds = paths.length === 0 ? [] : await sampleItemIds(events, { mapped, columns }, database);
  const read =
    paths.length === 0
      ? null
      : await steps.run('reading the feed', (step) => readFeed({ ...request.feedOptions, paths, now, logIds }, step), 0, 'rows');
  const { feed, attributes } =
    read === null ? { feed: null, attributes: [] } : typeFeed(read, { dayFirst: request.feedOptions.dayFirst, now });
  const source = { ...request.logOptions, paths: events, now, userIds: true, ...database };
  const withFeed = feed === null ? source : { ...source, feed: { path: paths.join(', '), itemIds: feed.catalog.map(({ id }) => id) } };
  const log = await readLog(withFeed, steps);
  expectSharedColumns(request.logOptions.mappedWhereThere ?? {}, feed === null ? [log.facts] : [feed.facts, log.facts]);
  const described = feed ?? { catalog: log.itemIds.map((id) => ({ id })), descriptions: [] };
  const { content } = await loadContent({ ...described, attributes }, request.content, request.settings.seed, database, steps);
  return { catalog: described.catalog, attributes, content, feed, log };
}

/** What was read, for reports. */
export function summarizeInput({ feed, log }: EvaluationInput): Evaluation['input'] {
  return { feed: feed === null ? null : summarizeFeed(feed), log: summarizeLog(log) };
}
