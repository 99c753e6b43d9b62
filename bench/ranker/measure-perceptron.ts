import { TRAINED_EVENTS } from '../../src/train/log/events/event-rules.js';
import type { Interactions } from '../../src/train/log/interactions.js';
import { checkPack } from '../../src/train/packing/read-pack.js';
import { SILENT_STEP } from '../../src/train/progress/progress.js';
import { gatedRanker } from '../../src/train/ranker/gated-ranker.js';
import { judgeRanker } from '../../src/train/ranker/judge-ranker.js';
import { LONGEST, replayShoppers } from '../../src/train/ranker/replay-shoppers.js';
import { trainMlp } from '../../src/train/ranker/train-mlp.js';
import { testShopper } from '../../src/train/split/test-shopper.js';
import type { EventName } from '../../src/types/event.js';
import type { Pack } from '../../src/types/pack.js';

/** One event of a held-out shopper. */
interface HeldEvent {
  readonly itemId: string;
  readonly name: EventName;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** NDCG@10 of one shopper's lists: plain, with the ranker where the gate opened, and with it in any case. */
export interface ReorderedShopper {
  readonly plain: number;
  readonly shipped: number;
  readonly always: number;
}

/** What a perceptron gains. */
export interface PerceptronMeasurement {
  readonly shoppers: readonly ReorderedShopper[];
  /** Share of the trainings whose gate opened. */
  readonly open: number;
  /** Mean number of lists with the chosen item that a training learned from, and its seconds, gate included. */
  readonly lists: number;
  readonly seconds: number;
}

/** Shoppers that a training learns from: those of a build. */
const LEARNED = 1000;

/**
 * Trains the ranker of a pack on some of the shoppers held out of it, and measures it on all others; again with others, until all have been measured.
 *
 * @param folder of a pack that was built without these shoppers
 * @param logs oldest first
 * @param seed of the training
 */
export async function measurePerceptron(
  folder: string,
  logs: readonly (readonly HeldEvent[])[],
  seed: number,
): Promise<PerceptronMeasurement> {
  const { pack, faults } = await checkPack(folder);
  if (pack === null) throw new Error(`The pack in ${folder} cannot be read: ${faults.join(' ')}`);
  const log = interactionsOf(pack, logs);
  const itemIds = Array.from({ length: pack.items }, (_, row) => pack.idOf(row));
  const all = logs.flatMap((_, user) =>
    log.offsets[user + 1] - log.offsets[user] < 2 ? [] : [testShopper(log, user, log.offsets[user + 1] - log.offsets[user] - 1, itemIds)],
  );
  const replayed = (
    await replayShoppers({ pack, encoder: pack.manifest.encoder, log, itemIds, shoppers: all, progress: SILENT_STEP })
  ).filter(({ lists }) => lists > 0);
  const parts = Math.max(2, Math.round(replayed.length / LEARNED));
  const measured: ReorderedShopper[] = [];
  let [open, lists, seconds] = [0, 0, 0];
  // Two parts: each is measured with what the other taught.
  for (const part of [0, 1]) {
    const learned = replayed.filter((_, place) => place % parts === part);
    const others = replayed.filter((_, place) => (parts === 2 ? place % 2 !== part : place % parts > 1 && place % 2 === part));
    const start = performance.now();
    const { ranker } = gatedRanker(learned, seed);
    seconds += (performance.now() - start) / 2000;
    lists += learned.reduce((sum, { examples }) => sum + examples.filter(({ window }) => window === LONGEST).length, 0) / 2;
    if (ranker !== null) open += 0.5;
    const always = judgeRanker(ranker ?? trainMlp(learned, seed), others);
    measured.push(...always.map(({ plain, reordered }) => ({ plain, always: reordered, shipped: ranker === null ? plain : reordered })));
  }
  return { shoppers: measured, open, lists, seconds };
}

/** The events as a log of the pack's items. */
function interactionsOf(pack: Pack, logs: readonly (readonly HeldEvent[])[]): Interactions {
  const known = logs.map((log) => log.filter(({ itemId }) => pack.rowOf(itemId) >= 0));
  const events = known.flat();
  const offsets = new Uint32Array(known.length + 1);
  for (const [user, log] of known.entries()) offsets[user + 1] = offsets[user] + log.length;
  return {
    users: known.length,
    items: pack.items,
    offsets,
    itemRows: Uint32Array.from(events, ({ itemId }) => pack.rowOf(itemId)),
    times: Float64Array.from(events, ({ time }) => time),
    names: Uint8Array.from(events, ({ name }) => TRAINED_EVENTS.indexOf(name)),
    amounts: new Float32Array(events.length).fill(1),
    weights: new Float32Array(events.length).fill(1),
    orders: new Uint32Array(events.length),
  };
}
