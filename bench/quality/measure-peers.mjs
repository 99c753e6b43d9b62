import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Our models as papers have them, and the peers of the same kind. */
const OURS = { ials: 'ials, nothing fades', 'item-knn': 'item-knn, nothing fades' };
const PEERS = { als: 'ALS', cosine: 'cosine', bm25: 'BM25' };

/**
 * Trains our factors and `implicit`'s in turn on the same split with the same settings, and ranks for the same shoppers from
 * the same histories.
 *
 * @param split from `openRawSplit`
 * @param python path of an interpreter that has `implicit`
 * @param folder for the files that are handed over
 * @param rounds trainings of each; the cheapest counts
 * @returns rows
 */
export async function measurePeers(split, python, folder, rounds) {
  await mkdir(folder, { recursive: true });
  split.write(folder);
  const costs = { ours: [], peers: [] };
  for (let round = 0; round < rounds; round++) {
    costs.ours.push(await split.trainAls());
    const { stdout } = await promisify(execFile)(python, ['bench/quality/peers.py', folder]);
    costs.peers.push(JSON.parse(stdout));
  }
  const facts = { shoppers: split.shoppers, items: split.items };
  const ours = await split.measureOurs();
  return [
    ...Object.entries(OURS).map(([model, name]) => ({
      by: 'onshelf',
      name,
      ...facts,
      ...ours[model],
      ...(model === 'ials' ? cheapest(costs.ours) : {}),
    })),
    ...Object.entries(PEERS).map(([model, name]) => ({
      by: 'implicit',
      name,
      ...facts,
      ...split.measureLists(`${folder}/${model}.lists`),
      ...cheapest(costs.peers.map((told) => told[model])),
    })),
  ];
}

function cheapest(costs) {
  return {
    trainSeconds: Math.min(...costs.map(({ seconds }) => seconds)),
    processorSeconds: Math.min(...costs.map(({ processorSeconds }) => processorSeconds)),
  };
}

/**
 * Our factors beside `implicit`'s.
 *
 * @param rows the table
 */
export function ratiosOf(rows) {
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
