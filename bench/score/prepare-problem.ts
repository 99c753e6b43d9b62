import { mkdir, writeFile } from 'node:fs/promises';
import { DEFAULT_ENCODER } from '../../src/core/event-weights.js';
import { seededRandom } from '../../src/core/random.js';
import { decodePack } from '../../src/pack/decode-pack.js';
import { type EncodedPack, encodePack } from '../../src/pack/encode-pack.js';
import { createWasmScorer } from '../../src/score/wasm/wasm-scorer.js';
import type { CatalogItem } from '../../src/types/catalog-item.js';
import type { FileRole } from '../../src/types/manifest.js';
import { encodeProblem, makeFactors, makePopularity, makeQuestions, queryOf } from './problem.js';

const NEIGHBOURS = 20;
const BRANDS = 200;
const KINDS = 500;

/** What to prepare. */
export interface ProblemShape {
  readonly items: number;
  readonly dimensions: number;
  readonly count: number;
  readonly queries: number;
}

/**
 * Writes a problem with its right answers, and the pack whose rows it asks about: `FOLDER/problem`, `FOLDER/pack.json`
 * and a file per role. The answers are the WebAssembly rung's, which proves each; the JavaScript rung is measured
 * against them like everybody else.
 */
export async function prepareProblem({ items, dimensions, count, queries }: ProblemShape, folder: string): Promise<void> {
  const encoded = await encodePack({
    number: 1,
    created: '2026-01-01T00:00:00.000Z',
    catalog: Array.from({ length: items }, (_, row) => makeItem(row)),
    dimensions,
    spaces: [{ name: 'collaborative', start: 0, length: dimensions }],
    factors: makeFactors(items, dimensions),
    popularity: makePopularity(items),
    neighbours: makeNeighbours(items),
    encoder: DEFAULT_ENCODER,
    models: [],
  });
  const files = filesOf(encoded);
  const pack = decodePack(encoded.manifest, files);
  const problem = makeQuestions({ ...pack, bias: pack.popularity }, count, queries);
  const scorer = await createWasmScorer(problem);
  for (let query = 0; query < queries; query++) {
    problem.expected.set((await scorer.score(queryOf(problem, query), count, problem.exclusions)).items, query * count);
  }
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/problem`, encodeProblem(problem));
  await writeFile(`${folder}/pack.json`, JSON.stringify(encoded.manifest));
  for (const [role, bytes] of Object.entries(files)) await writeFile(`${folder}/${role}`, bytes);
}

/** A record such as a shop's feed gives. */
function makeItem(row: number): CatalogItem {
  return {
    id: `sku-${row}`,
    title: `Thing number ${row} of the catalogue`,
    link: `https://shop.example/products/${row}`,
    image_link: `https://shop.example/images/${row}.webp`,
    brand: `Brand ${row % BRANDS}`,
    product_type: `Things > Kind ${row % KINDS}`,
    price: 5 + (row % 1000) / 10,
    currency: 'EUR',
    availability: 'in_stock',
  };
}

/** Seeded neighbours, as many for each item. */
function makeNeighbours(items: number): { offsets: Uint32Array; items: Uint32Array; similarities: Float32Array } {
  const random = seededRandom(items);
  const each = Math.min(NEIGHBOURS, items - 1);
  return {
    offsets: Uint32Array.from({ length: items + 1 }, (_, row) => row * each),
    items: Uint32Array.from({ length: items * each }, () => Math.floor(random() * items)),
    similarities: Float32Array.from({ length: items * each }, (_, at) => 0.9 - 0.04 * (at % each)),
  };
}

function filesOf({ manifest, files }: EncodedPack): Record<FileRole, Uint8Array<ArrayBuffer>> {
  return Object.fromEntries(manifest.files.map(({ role, path }) => [role, files.get(path)])) as Record<FileRole, Uint8Array<ArrayBuffer>>;
}
