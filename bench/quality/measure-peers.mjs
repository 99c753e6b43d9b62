import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Onshelf's models in the plain form of papers, and the peers of the same kind. */
const OURS = { ials: 'ials, nothing fades', 'item-knn': 'item-knn, nothing fades' };
const PEERS = { als: 'ALS', cosine: 'cosine', bm25: 'BM25' };

/**
 * Trains Onshelf's factors and `implicit`'s alternately on the same split with the same settings, and ranks for the same shoppers from
 * the same histories. Each round uses a new seed, since the start alone changes the figures by several percent.
 *
 * @param split from `openRawSplit`
 * @param python path of an interpreter with `implicit`
 * @param folder for the files passed to Python
 * @param rounds trainings of each; figures are means, costs are minima
 * @returns rows of the table
 */
export async function measurePeers(split, python, folder, rounds) {
  await mkdir(folder, { recursive: true });
  split.write(folder);
  const ours = [];
  const peers = Object.fromEntries(Object.keys(PEERS).map((model) => [model, []]));
  for (let seed = split.settings.seed; seed < split.settings.seed + rounds; seed++) {
    ours.push(await split.trainAls(seed));
    const { stdout } = await promisify(execFile)(python, ['bench/quality/peers.py', folder, String(seed)]);
    const costs = JSON.parse(stdout);
    for (const model of Object.keys(PEERS)) {
      peers[model].push({ cost: costs[model], figures: split.measureLists(`${folder}/${model}.lists`) });
    }
  }
  const facts = { shoppers: split.shoppers, items: split.items };
  return [
    { by: 'onshelf', name: OURS.ials, ...facts, ...summary(ours) },
    { by: 'onshelf', name: OURS['item-knn'], ...facts, ...(await split.measureNeighbours()) },
    ...Object.entries(PEERS).map(([model, name]) => ({ by: 'implicit', name, ...facts, ...summary(peers[model]) })),
  ];
}

function summary(trainings) {
  const names = Object.keys(trainings[0].figures);
  const mean = (name) => trainings.reduce((sum, { figures }) => sum + figures[name], 0) / trainings.length;
  const gains = trainings.map(({ figures }) => figures['NDCG@10']);
  return {
    ...Object.fromEntries(names.map((name) => [name, mean(name)])),
    ...(new Set(gains).size > 1 ? { '±NDCG@10': (Math.max(...gains) - Math.min(...gains)) / 2 } : {}),
    trainSeconds: Math.min(...trainings.map(({ cost }) => cost.seconds)),
    processorSeconds: Math.min(...trainings.map(({ cost }) => cost.processorSeconds)),
  };
}

/**
 * Onshelf's factors divided by `implicit`'s; of times, the inverse.
 *
 * @param rows of the table
 */
export function peerRatios(rows) {
  const ratios = {};
  for (const dataset of new Set(rows.map((row) => row.dataset))) {
    const own = rows.find((row) => row.dataset === dataset && row.name === OURS.ials);
    const peer = rows.find((row) => row.dataset === dataset && row.by === 'implicit' && row.name === PEERS.als);
    if (own?.trainSeconds === undefined || peer?.trainSeconds === undefined) continue;
    ratios[`${dataset}: NDCG@10 of ials vs implicit's ALS`] = own['NDCG@10'] / peer['NDCG@10'];
    ratios[`${dataset}: training of ials vs implicit's ALS, seconds`] = peer.trainSeconds / own.trainSeconds;
    ratios[`${dataset}: training of ials vs implicit's ALS, processor seconds`] = peer.processorSeconds / own.processorSeconds;
  }
  return ratios;
}
