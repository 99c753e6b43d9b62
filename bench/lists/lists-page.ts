import { createShelf, type Shelf } from 'onshelf';
import { normal, seededRandom } from '../../src/core/numbers/random.js';
import { rowVector } from '../../src/core/numbers/row-vector.js';
import { decodePack } from '../../src/pack/decode/decode-pack.js';
import { chooseGreedily } from '../../src/rerank/choose-greedily.js';
import { likenessPenalty } from '../../src/rerank/likeness-penalty.js';
import type { Answer } from '../../src/types/answer.js';
import type { FileRole, PackManifest } from '../../src/types/manifest.js';
import type { RecommendRequest } from '../../src/types/request.js';
import type { Candidate } from '../../src/types/scoring/candidate.js';
import { type FloatRows, naiveList, naiveMmr } from './naive-list.js';

const CANDIDATES = 500;
const COUNT = 12;
const DIMENSIONS = 64;
const DIVERSITY = 0.3;
const VIEWS = 20;
const OPENING_TRIES = 50;
const OPENING_WAIT_MS = 200;
/** True for three quarters of the items. */
const FILTER = 'price < 80 && viewed < 3';

/** The longest rule allowed; true for all items. */
const HEAVY_FILTER = Array.from({ length: 74 }, (_, at) => `title != "${at}"`).join(' && ');

/** Milliseconds of each call, by what was called. */
type Times = Record<string, number[]>;

/** Requests by their name in the table. */
const CALLS: Readonly<Record<string, RecommendRequest>> = {
  plain: {},
  filter: { filter: FILTER },
  'heavy filter': { filter: HEAVY_FILTER },
  diversity: { diversity: DIVERSITY },
  'filter and diversity': { filter: FILTER, diversity: DIVERSITY },
  'all steps': { filter: FILTER, priceFit: 0.2, diversity: DIVERSITY, calibration: 0.2, rotationRate: 0.5, exploration: 0.1 },
};

/** What is known or published besides, by its name in the table: the request, and what shows that it counted. */
const BESIDES: Readonly<Record<string, { readonly pack?: string; readonly request?: RecommendRequest; counts(answer: Answer): boolean }>> =
  {
    searches: { counts: ({ trace }) => trace.steps[0]?.name === 'searches' && trace.steps[0].in === SEARCHED.length },
    relevance: { pack: 'with-relevance.json', counts: ({ items }) => items.every(({ relevance }) => relevance !== undefined) },
    placement: { request: { placement: 'home' }, counts: ({ trace }) => trace.placement?.name === 'home' },
  };

/** Words of a thousandth, a two hundredth and nearly a half of the items. */
const SEARCHED = ['thing number 777', 'brand 12', 'catalogue 3'];

async function floatRows(folder: string): Promise<FloatRows> {
  const read = async (file: string): Promise<Response> => {
    const response = await fetch(`${folder}/${file}`);
    if (!response.ok) throw new Error(`${folder}/${file}: ${response.status}`);
    return response;
  };
  const manifest = (await (await read('pack.json')).json()) as PackManifest;
  const files = {} as Record<FileRole, Uint8Array<ArrayBuffer>>;
  for (const { role, path } of manifest.files) files[role] = new Uint8Array(await (await read(path)).arrayBuffer());
  const pack = decodePack(manifest, files);
  const rows = new Float32Array(pack.items * pack.dimensions);
  for (let row = 0; row < pack.items; row++) rows.set(rowVector(pack, row), row * pack.dimensions);
  return { items: pack.items, dimensions: pack.dimensions, rows, bias: pack.popularity };
}

/**
 * Requests one list.
 *
 * @throws Error if it is not the list to be timed
 */
async function requestOnce(shelf: Shelf, backend: string, name: string): Promise<void> {
  const answer = await shelf.recommend({ count: COUNT, exclude: 'seen', ...CALLS[name] });
  if (answer.servedBy.backend !== backend) throw new Error(`served by ${answer.servedBy.backend}, not ${backend}`);
  if (answer.items.length !== COUNT || answer.items.some(({ reasons }) => reasons.length === 0)) throw new Error(`${name}: no list`);
  const steps = answer.trace.steps.map((step) => step.name).join(' ');
  const expected = ['filter', 'diversity'].filter((step) => step in CALLS[name]);
  if (expected.some((step) => !steps.includes(step))) throw new Error(`${name}: the steps were ${steps}`);
}

/** Opens a shelf with a history: seeded views, and the first rows as shown before. */
async function openShelf(items: number, backend: 'js' | 'wasm', pack: string): Promise<{ shelf: Shelf; viewed: number[] }> {
  const shelf = await createShelf({
    pack: `/pack-${items}/${pack}`,
    consent: 'granted',
    workerUrl: '/worker.js',
    backend,
    name: `lists-${items}-${backend}`,
  });
  const random = seededRandom(items);
  const viewed = Array.from({ length: VIEWS }, () => Math.floor(random() * items));
  for (const row of viewed) await shelf.track('view_item', { items: [{ item_id: `sku-${row}` }] });
  const shown = { items: Array.from({ length: COUNT }, (_, row) => ({ item_id: `sku-${row}` })) };
  await shelf.track('view_item_list', shown);
  // On a busy machine the pack may be slower than the first list.
  for (let tries = 0; tries < OPENING_TRIES; tries++) {
    if ((await shelf.recommend()).servedBy.backend === backend) break;
    await new Promise((resolve) => setTimeout(resolve, OPENING_WAIT_MS));
  }
  return { shelf, viewed };
}

/** The functions that the benchmark calls in the page. */
const page = {
  /** Times whole lists, from the call to the answer in the page; all requests and the naive list alternate. */
  lists: async (items: number, backend: 'js' | 'wasm', warmUp: number, repeats: number): Promise<Times> => {
    const { shelf, viewed } = await openShelf(items, backend, 'pack.json');
    const rows = await floatRows(`/pack-${items}`);
    const calls: Record<string, () => unknown> = {
      naive: () => naiveList(rows, viewed, { candidates: CANDIDATES, count: COUNT, diversity: DIVERSITY }),
    };
    for (const name of Object.keys(CALLS)) calls[name] = () => requestOnce(shelf, backend, name);
    const times = await timeAlternating(calls, warmUp, repeats);
    shelf.close();
    return times;
  },
  /** Times lists with what is known or published besides, named in `BESIDES`. */
  besides: async (items: number, backend: 'js' | 'wasm', name: string, warmUp: number, repeats: number): Promise<Times> => {
    const { pack = 'pack.json', request = {}, counts } = BESIDES[name];
    const { shelf } = await openShelf(items, backend, pack);
    if (name === 'searches') for (const search_term of SEARCHED) await shelf.track('search', { search_term });
    const call = async (): Promise<void> => {
      const answer = await shelf.recommend({ count: COUNT, exclude: 'seen', ...request });
      if (answer.servedBy.backend !== backend) throw new Error(`served by ${answer.servedBy.backend}, not ${backend}`);
      if (answer.items.length !== COUNT || !counts(answer)) throw new Error(`${name}: no such list`);
    };
    const times = await timeAlternating({ [name]: call }, warmUp, repeats);
    shelf.close();
    return times;
  },
  /** Times MMR alone, Onshelf's and the naive one, over the same seeded rows; both must choose the same items. */
  mmr: async (count: number, warmUp: number, repeats: number): Promise<Times> => {
    const random = seededRandom(1);
    const rows = Int8Array.from({ length: CANDIDATES * DIMENSIONS }, () => Math.max(-127, Math.min(127, Math.round(40 * normal(random)))));
    const candidates = Array.from({ length: CANDIDATES }, (_, row): Candidate => ({ row, score: 1 / (1 + row), adjustments: [] }));
    const pack = { rows, dimensions: DIMENSIONS };
    const floats = { rows: Float32Array.from(rows), dimensions: DIMENSIONS };
    const own = (): readonly Candidate[] => chooseGreedily(candidates, count, [likenessPenalty(pack, candidates, DIVERSITY)]);
    const naive = (): readonly { row: number }[] => naiveMmr(floats, candidates, count, DIVERSITY);
    const chosen = [own(), naive()].map((list) => list.slice(0, count).map(({ row }) => row));
    if (String(chosen[0]) !== String(chosen[1])) throw new Error(`different items were chosen: ${chosen.join(' and ')}`);
    return timeAlternating({ own, naive }, warmUp, repeats);
  },
};

async function timeAlternating(calls: Readonly<Record<string, () => unknown>>, warmUp: number, repeats: number): Promise<Times> {
  const times: Times = Object.fromEntries(Object.keys(calls).map((name) => [name, []]));
  for (let round = 0; round < warmUp + repeats; round++) {
    for (const [name, call] of Object.entries(calls)) {
      const start = performance.now();
      await call();
      if (round >= warmUp) times[name].push(performance.now() - start);
    }
  }
  return times;
}

declare global {
  var listsPage: typeof page;
}
globalThis.listsPage = page;
