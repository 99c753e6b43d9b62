import type { DatabaseOptions } from '../input/open-duck-database.js';
import { SVD_STEPS } from '../matrices/truncated-svd.js';
import type { StepLog } from '../progress/step-log.js';
import { type ContentFeed, type ContentVectors, contentVectors } from './content-vectors.js';
import { type EmbeddingReport, type Embeddings, readEmbeddings } from './read-embeddings.js';

/** Which content to use. */
export interface ContentRequest {
  /** Whether content is used. */
  readonly used: boolean;
  /** Paths of files of embeddings. */
  readonly embeddings: readonly string[];
}

/** Content vectors, and reports on their sources. */
export interface LoadedContent {
  /** null where content is not used, or no two items have content in common. */
  readonly content: ContentVectors | null;
  readonly embeddings: readonly EmbeddingReport[];
}

/**
 * Makes the content vectors of a catalogue.
 *
 * @param feed the catalogue, descriptions and attributes
 * @param request which content to use
 * @param seed of projections
 * @param database limits of DuckDB, for Parquet
 * @param steps reports the progress
 * @throws OnshelfError `bad-input` where a file of embeddings cannot be used
 */
export async function loadContent(
  feed: ContentFeed,
  request: ContentRequest,
  seed: number,
  database: DatabaseOptions,
  steps: StepLog,
): Promise<LoadedContent> {
  if (!request.used) return { content: null, embeddings: [] };
  const itemIds = feed.catalog.map(({ id }) => id);
  const embeddings: Embeddings[] = [];
  for (const path of request.embeddings) {
    embeddings.push(await steps.run('reading embeddings', () => readEmbeddings(path, itemIds, seed, database)));
  }
  const content = await steps.run('content vectors', (step) => contentVectors(feed, embeddings, seed, step), SVD_STEPS, 'products');
  return { content, embeddings: embeddings.map(({ report }) => report) };
}
