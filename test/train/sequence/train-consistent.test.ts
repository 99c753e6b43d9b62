import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { rowVector } from '../../../src/core/numbers/row-vector.js';
import { attendHistory, kindOf } from '../../../src/query/attend-history.js';
import { TRAINED_EVENTS } from '../../../src/train/log/events/event-rules.js';
import { type Interactions, keepFirst } from '../../../src/train/log/interactions.js';
import { shuffledUsers } from '../../../src/train/log/shuffled-users.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import { packVectors, readPlace } from '../../../src/train/sequence/read-place.js';
import { type SequenceTraining, trainConsistent } from '../../../src/train/sequence/train-consistent.js';
import type { EncoderCard } from '../../../src/types/encoder-card.js';
import type { Pack } from '../../../src/types/pack.js';
import { tinyPack } from '../../fixtures/tiny-pack.js';
import { interactionsOf } from '../tools/interactions-of.js';

const CARD: EncoderCard = { kind: 'consistent', width: 8, blocks: 1, length: 8, kinds: ['view_item', 'purchase'] };
const [VIEW, PURCHASE] = (['view_item', 'purchase'] as const).map((name) => TRAINED_EVENTS.indexOf(name));
const HOUR_MS = 3_600_000;

let pack: Pack;
let log: Interactions;
beforeAll(async () => {
  pack = await tinyPack();
  // Each shopper buys something, views things of any kind, and goes on to something of the kind they bought.
  const random = seededRandom(4);
  const pick = (from: number, of: number): number => from + Math.floor(of * random());
  const rows = Array.from({ length: 800 }, () => {
    const kind = 10 * pick(0, 4);
    return [kind + pick(0, 5), pick(0, 40), pick(0, 40), kind + 5 + pick(0, 5)];
  });
  const plain = interactionsOf(rows, pack.items);
  log = { ...plain, names: plain.names.map((_, event) => (event % 4 === 0 ? PURCHASE : VIEW)) };
});

const train = (changes: Partial<SequenceTraining> = {}) =>
  trainConsistent({ interactions: log, pack, card: CARD, seed: 1, milliseconds: HOUR_MS, progress: SILENT_STEP, ...changes });

describe('training a sequence encoder', () => {
  it('finds which events speak for what comes next', async () => {
    const { matrices, places } = await train({ places: 12_800 });
    expect(places).toBe(12_800);
    const attend = attendHistory(pack, CARD, matrices);
    const item = (row: number, name: 'view_item' | 'purchase') => ({ row, itemId: '', name, interest: 1, weight: 1, against: 0 });
    for (const row of [1, 12, 23, 34]) {
      const history = [item((row + 11) % 40, 'view_item'), item((row + 22) % 40, 'view_item'), item(row, 'purchase')];
      const [, , bought] = attend(history);
      const share = bought[0] / rowVector(pack, row)[0];
      expect(share).toBeGreaterThan(0.8);
    }
  });

  it('gives the same weights for the same seed, and others for another', async () => {
    const [first, again, other] = [await train({ places: 640 }), await train({ places: 640 }), await train({ places: 640, seed: 2 })];
    expect(again).toEqual(first);
    expect(other.matrices).not.toEqual(first.matrices);
  });

  it('ends by itself where validation shoppers gain no more, with the weights that were best', async () => {
    const { places, cutShort } = await train();
    expect(cutShort).toBe(false);
    expect(places).toBeGreaterThan(0);
  });

  it('validates on shoppers who went on to another item, at their last one: those without events, and with events on one item, do not count', async () => {
    // Everybody who comes first in the order of the seed has no events.
    const first = new Set(shuffledUsers(log.users, 1).slice(0, 100));
    const { places, cutShort } = await train({ interactions: keepFirst(log, (user) => (first.has(user) ? 0 : 4)) });
    expect(cutShort).toBe(false);
    // Three whole passes, as where nobody validates, are no multiple of a step.
    expect(places % 64).toBe(0);
    const rows = log.itemRows.map((row, event) =>
      first.has(event >> 2) ? 7 : event % 4 === 3 && event % 3 === 0 ? log.itemRows[event - 1] : row,
    );
    const repeated = await train({ interactions: { ...log, itemRows: rows } });
    expect(repeated.cutShort).toBe(false);
    expect(repeated.places % 64).toBe(0);
  });

  it('ends after three passes where nobody can validate', async () => {
    const few = interactionsOf(
      [
        [1, 2, 3],
        [4, 5],
      ],
      pack.items,
    );
    expect(await train({ interactions: few })).toMatchObject({ places: 9, cutShort: false });
  });

  it('ends with the weights that it has where its time is up, and says so', async () => {
    expect(await train({ milliseconds: 0 })).toMatchObject({ places: 0, cutShort: true });
    expect(await train({ milliseconds: 0, places: 640 })).toMatchObject({ places: 0, cutShort: true });
  });

  it('ends where no sequence has anything to learn from', async () => {
    const single = interactionsOf([[1], [2], [3, 3, 3]], pack.items);
    expect(await train({ interactions: single })).toMatchObject({ places: 0, cutShort: false });
  });
});

describe('a place of a sequence', () => {
  it('has the distinct items before it, latest first, each with its strongest event, as a browser reads them', () => {
    const plain = interactionsOf([[5, 7, 5, 9, 11]], pack.items);
    const named = { ...plain, names: Uint8Array.of(PURCHASE, VIEW, VIEW, VIEW, VIEW), weights: Float32Array.of(5, 1, 1, 0, 1) };
    const place = readPlace(named, 4, 0, CARD, packVectors(pack));
    // The item of weight 0 is not read.
    expect(place).toMatchObject({ history: [5, 7], target: 11 });
    expect([...(place?.items.kinds ?? [])]).toEqual([kindOf(CARD, 'purchase'), kindOf(CARD, 'view_item')]);
  });

  it('is none where nothing comes before, or its item is known already', () => {
    const vectors = packVectors(pack);
    const plain = interactionsOf([[5, 7, 5]], pack.items);
    expect(readPlace(plain, 0, 0, CARD, vectors)).toBeNull();
    expect(readPlace(plain, 2, 0, CARD, vectors)).toBeNull();
  });
});
