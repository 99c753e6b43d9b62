import type { CatalogItem } from '../../types/catalog-item.js';
import { typeFeed } from '../attributes/type-feed.js';
import type { TypedAttribute } from '../attributes/typed-attribute.js';
import type { ContentVectors } from '../content/content-vectors.js';
import { alikeProducts } from '../content/fill-thin-rows.js';
import { loadContent } from '../content/load-content.js';
import type { EmbeddingReport } from '../content/read-embeddings.js';
import type { Feed } from '../feed/feed.js';
import { readFeed } from '../feed/read-feed.js';
import { expectSharedColumns } from '../input/expect-shared-columns.js';
import type { KeptRows } from '../kept/kept-rows.js';
import { readLocales } from '../locales/read-locales.js';
import type { SettledLocale } from '../locales/settle-locale.js';
import { dateItems } from '../log/date-items.js';
import { sampleItemIds } from '../log/ids/sample-item-ids.js';
import { type Log, readLog } from '../log/read-log.js';
import type { ItemNeighbours } from '../models/item-cosine.js';
import { expectSensitive } from '../packing/expect-sensitive.js';
import type { StepLog } from '../progress/step-log.js';
import type { BuildRequest } from './build-request.js';
import { noLog } from './no-log.js';

/** Files of a build, read. */
export interface BuildInput {
  readonly feed: Feed;
  /** The shop's own columns, typed. */
  readonly attributes: readonly TypedAttribute[];
  /** The feed's items in row order, dated where possible. */
  readonly catalog: readonly CatalogItem[];
  /** By row. */
  readonly itemIds: readonly string[];
  /** Locales besides the catalogue's own. */
  readonly locales: readonly SettledLocale[];
  /** Items in sensitive categories. */
  readonly sensitiveItems: number;
  /** null where content is not used, or describes no item. */
  readonly content: ContentVectors | null;
  /** Of every item the items with the most similar content; null where there is no content. */
  readonly alike: ItemNeighbours | null;
  readonly embeddings: readonly EmbeddingReport[];
  /** Without events where no log is given. */
  readonly log: Pick<Log, 'interactions' | 'rows' | 'dropped' | 'compactDates' | 'facts'>;
}

/**
 * Phase 1 of a build: reads feed, content and log.
 *
 * @param request paths and options
 * @param kept rows of files that earlier builds read
 * @param steps reports the progress, and keeps the log for a build that is interrupted
 * @throws OnshelfError `bad-input` where a file cannot be used
 */
export async function readBuildInput(request: BuildRequest, kept: KeptRows, steps: StepLog): Promise<BuildInput> {
  const { mapped, columns } = request.logOptions;
  const logIds = await sampleItemIds(request.events, { mapped, columns }, request.database);
  const read = await steps.run(
    'reading the feed',
    (step) => readFeed({ ...request.feedOptions, paths: request.catalog, locale: request.locales?.own, now: request.now, logIds }, step),
    0,
    'rows',
  );
  const { feed, attributes } = typeFeed(read, { dayFirst: request.feedOptions.dayFirst, now: request.now });
  const sensitiveItems = expectSensitive(request.sensitive ?? [], feed.catalog);
  const itemIds = feed.catalog.map(({ id }) => id);
  const names = attributes.map(({ name }) => name);
  const locales = await readLocales(
    request.locales ?? { others: [] },
    { ...request.feedOptions, now: request.now },
    { catalog: feed.catalog, attributes: names },
    steps,
  );
  const { content, embeddings } = await loadContent(
    { ...feed, attributes },
    request.content,
    request.settings.seed,
    request.database,
    steps,
  );
  const alike =
    content === null
      ? null
      : await steps.keep('similar content', (step) => alikeProducts(content, feed.catalog, step), itemIds.length, 'items');
  const { events: paths, logOptions, now } = request;
  const source = { ...logOptions, paths, now, feed: { path: request.catalog.join(', '), itemIds }, ...request.database, kept };
  const readLogOrNone = async (): Promise<BuildInput['log']> => {
    if (paths.length === 0) return noLog(itemIds.length);
    const { interactions, rows, dropped, compactDates, facts } = await readLog(source, steps);
    return { interactions, rows, dropped, compactDates, facts };
  };
  const log = await steps.keepAll('log', readLogOrNone);
  expectSharedColumns(request.feedOptions.mappedWhereThere ?? {}, [feed.facts, log.facts]);
  return {
    feed,
    attributes,
    locales,
    catalog: dateItems(feed.catalog, log.interactions),
    itemIds,
    sensitiveItems,
    content,
    alike,
    embeddings,
    log,
  };
}
