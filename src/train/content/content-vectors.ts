import type { CatalogItem } from '../../types/catalog-item.js';
import { multiplySparse } from '../matrices/dense-products.js';
import { truncatedSvd } from '../matrices/truncated-svd.js';
import type { ProgressStep } from '../progress/progress.js';
import type { ContentAttribute } from './attribute-terms.js';
import { contentMatrix } from './content-matrix.js';
import type { Embeddings } from './read-embeddings.js';

/** Content of items as vectors, whose dot product is the similarity of two items. */
export interface ContentVectors {
  readonly dimensions: number;
  /** Of length 1, or zeros for items without content. Shape [items, dimensions]. */
  readonly values: Float32Array;
}

/** What a feed says of its items. */
export interface ContentFeed {
  /** In row order. */
  readonly catalog: readonly CatalogItem[];
  /** By row, '' where there is none. */
  readonly descriptions: readonly string[];
  /** Of the shop's own. Default: none. */
  readonly attributes?: readonly ContentAttribute[];
}

/** Columns of the text vectors. */
const TEXT_DIMENSIONS = 128;

/**
 * Content vectors: the TF-IDF of the feed (title, description, category, brand, price, attributes) in its strongest dimensions, concatenated with
 * embeddings, with equal weights. An item may have only one of them.
 *
 * @param feed the catalogue, descriptions and attributes
 * @param embeddings from files, each of them a block of its own
 * @param seed of the decomposition
 * @param progress reports the products finished, of `SVD_STEPS`
 * @returns null where no two items have content in common
 * @see Deerwester et al.: Indexing by latent semantic analysis, 1990
 */
export async function contentVectors(
  { catalog, descriptions, attributes = [] }: ContentFeed,
  embeddings: readonly Embeddings[],
  seed: number,
  progress: ProgressStep,
): Promise<ContentVectors | null> {
  const matrix = contentMatrix(catalog, descriptions, attributes);
  const size = Math.min(TEXT_DIMENSIONS, matrix.columns, matrix.rows);
  const blocks: Pick<Embeddings, 'dimensions' | 'values'>[] = [...embeddings];
  if (matrix.indices.length > 0) {
    const { items: terms } = await truncatedSvd(matrix, { dimensions: size, seed }, progress);
    blocks.unshift({ dimensions: size, values: multiplySparse(matrix, terms, size) });
  }
  const dimensions = blocks.reduce((sum, block) => sum + block.dimensions, 0);
  if (dimensions === 0) return null;
  const values = new Float32Array(catalog.length * dimensions);
  for (let row = 0; row < catalog.length; row++) {
    let at = row * dimensions;
    for (const block of blocks) {
      values.set(ofLengthOne(block.values.subarray(row * block.dimensions, (row + 1) * block.dimensions)), at);
      at += block.dimensions;
    }
    const whole = values.subarray(row * dimensions, at);
    whole.set(ofLengthOne(whole));
  }
  return { dimensions, values };
}

function ofLengthOne(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  return squares === 0 ? vector : vector.map((value) => value / Math.sqrt(squares));
}
