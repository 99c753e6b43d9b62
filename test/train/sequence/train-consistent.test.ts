import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { rowVector } from '../../../src/core/numbers/row-vector.js';
import { quantizeRows } from '../../../src/pack/encode/quantize-rows.js';
import { attendHistory, kindOf } from '../../../src/query/attend-history.js';
import { TRAINED_EVENTS } from '../../../src/train/log/events/event-rules.js';
import { type Interactions, keepFirst } from '../../../src/train/log/interactions.js';
import { shuffledUsers } from '../../../src/train/log/shuffled-users.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import { LearnedRows } from '../../../src/train/sequence/learned-rows.js';
import { readPlace } from '../../../src/train/sequence/read-place.js';
import { type SequenceTraining, trainConsistent } from '../../../src/train/sequence/train-consistent.js';
import type { EncoderCard } from '../../../src/types/encoder-card.js';
import { tinyContent } from '../../fixtures/tiny-pack.js';
import { interactionsOf } from '../tools/interactions-of.js';

const CARD: EncoderCard = { kind: 'consistent', width: 8, blocks: 1, length: 8, kinds: ['view_item', 'purchase'] };
const [VIEW, PURCHASE] = (['view_item', 'purchase'] as const).map((name) => TRAINED_EVENTS.indexOf(name));
const HOUR_MS = 3_600_000;

const { factors, dimensions, catalog } = tinyContent();
const items = catalog.length;

let log: Interactions;
beforeAll(() => {
  // Each shopper buys something, views things of any kind, and goes on to something of the kind they bought.
  const random = seededRandom(4);
  const pick = (from: number, of: number): number => from + Math.floor(of * random());
  const rows = Array.from({ length: 800 }, () => {
    const kind = 10 * pick(0, 4);
    return [kind + pick(0, 5), pick(0, 40), pick(0, 40), kind + 5 + pick(0, 5)];
  });
  const plain = interactionsOf(rows, items);
  log = { ...plain, names: plain.names.map((_, event) => (event % 4 === 0 ? PURCHASE : VIEW)) };
});

const train = (changes: Partial<SequenceTraining> = {}) =>
  trainConsistent({
    interactions: log,
    rows: { dimensions, values: factors },
    minimumSupport: 1,
    card: CARD,
    seed: 1,
    threads: 1,
    milliseconds: HOUR_MS,
    progress: SILENT_STEP,
    ...changes,
  });

/** A pack of learned rows, as the encoder reads it. */
const packOf = (rows: Float32Array) => {
  const quantized = quantizeRows(rows, items, dimensions);
  return { ...quantized, dimensions };
};

describe('training a sequence encoder', () => {
  it('finds which events speak for what comes next', async () => {
    const { matrices, rows, places } = await train({ places: 25_600 });
    expect(places).toBe(25_600);
    const pack = packOf(rows);
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
    expect(places % 128).toBe(0);
    const rows = log.itemRows.map((row, event) =>
      first.has(event >> 2) ? 7 : event % 4 === 3 && event % 3 === 0 ? log.itemRows[event - 1] : row,
    );
    const repeated = await train({ interactions: { ...log, itemRows: rows } });
    expect(repeated.cutShort).toBe(false);
    expect(repeated.places % 128).toBe(0);
  });

  it('ends after three passes where nobody can validate', async () => {
    const few = interactionsOf(
      [
        [1, 2, 3],
        [4, 5],
      ],
      items,
    );
    expect(await train({ interactions: few })).toMatchObject({ places: 9, cutShort: false });
  });

  it('ends with the weights that it has where its time is up, and says so', async () => {
    expect(await train({ milliseconds: 0 })).toMatchObject({ places: 0, cutShort: true });
    expect(await train({ milliseconds: 0, places: 640 })).toMatchObject({ places: 0, cutShort: true });
  });

  it('ends where no sequence has anything to learn from', async () => {
    const single = interactionsOf([[1], [2], [3, 3, 3]], items);
    expect(await train({ interactions: single })).toMatchObject({ places: 0, cutShort: false });
  });
});

describe('a place of a sequence', () => {
  const firstRows = (known: (row: number) => boolean = () => true) =>
    new LearnedRows({ dimensions, values: factors }, known, seededRandom(1));

  it('has the distinct items before it, latest first, each with its strongest event, as a browser reads them', () => {
    const plain = interactionsOf([[5, 7, 5, 9, 11]], items);
    const named = { ...plain, names: Uint8Array.of(PURCHASE, VIEW, VIEW, VIEW, VIEW), weights: Float32Array.of(5, 1, 1, 0, 1) };
    const place = readPlace(named, 4, 0, CARD, firstRows());
    // The item of weight 0 is not read.
    expect(place).toMatchObject({ history: [5, 7], target: 11 });
    expect([...(place?.items.kinds ?? [])]).toEqual([kindOf(CARD, 'purchase'), kindOf(CARD, 'view_item')]);
  });

  it('is none where nothing comes before, or its item is known already', () => {
    const rows = firstRows();
    const plain = interactionsOf([[5, 7, 5]], items);
    expect(readPlace(plain, 0, 0, CARD, rows)).toBeNull();
    expect(readPlace(plain, 2, 0, CARD, rows)).toBeNull();
  });

  it('is none where its item, or everything before it, has no row', () => {
    const plain = interactionsOf([[5, 7, 9]], items);
    expect(
      readPlace(
        plain,
        2,
        0,
        CARD,
        firstRows((row) => row !== 9),
      ),
    ).toBeNull();
    expect(
      readPlace(
        plain,
        2,
        0,
        CARD,
        firstRows((row) => row === 9),
      ),
    ).toBeNull();
    expect(
      readPlace(
        plain,
        2,
        0,
        CARD,
        firstRows((row) => row !== 7),
      ),
    ).toMatchObject({ history: [7, 5], target: 9 });
  });
});

describe('rows that learn', () => {
  const cosine = (rows: Float32Array, a: number, b: number): number => {
    let sum = 0;
    for (let k = 0; k < dimensions; k++) sum += rows[a * dimensions + k] * rows[b * dimensions + k];
    return sum;
  };

  it('come to say which items follow each other, where they start from chance', async () => {
    const random = seededRandom(8);
    const start = Float32Array.from({ length: items * dimensions }, () => random() - 0.5);
    // From one of the first five items of a kind to one of the last five.
    const pairs = Array.from({ length: 1000 }, (_, user) => {
      const kind = 10 * (user % 4);
      return [kind + Math.floor(5 * random()), kind + 5 + Math.floor(5 * random())];
    });
    const { rows } = await train({ interactions: interactionsOf(pairs, items), rows: { dimensions, values: start }, places: 38_400 });
    const own: number[] = [];
    const other: number[] = [];
    for (let a = 0; a < items; a++) {
      for (let b = 0; b < items; b++) {
        if (a % 10 >= 5 || b % 10 < 5) continue;
        (Math.floor(a / 10) === Math.floor(b / 10) ? own : other).push(cosine(rows, a, b));
      }
    }
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(own)).toBeGreaterThan(0.5);
    expect(mean(other)).toBeLessThan(0.2);
  });

  it('are not made of items that fewer shoppers than the minimum have: a log with such a shopper gives the same rows as one with others in their place', async () => {
    // One more shopper, the only one with items 38 and 39.
    const others = Array.from({ length: 60 }, (_, user) => [user % 9, (user * 7) % 11, (user * 3) % 13].map((row) => row));
    const withCanary = interactionsOf([...others, [38, 39]], items);
    const without = interactionsOf([...others, []], items);
    const options = { minimumSupport: 2, places: 120 };
    const [one, two] = [await train({ ...options, interactions: withCanary }), await train({ ...options, interactions: without })];
    expect(one).toEqual(two);
    for (const row of [38, 39])
      expect(one.rows.subarray(row * dimensions, (row + 1) * dimensions).every((value) => value === 0)).toBe(true);
    expect(Math.hypot(...one.rows.subarray(0, dimensions))).toBeCloseTo(1, 6);
  });
});
