import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/core/numbers/random.js';
import { rowVector } from '../../src/core/numbers/row-vector.js';
import { attendCausally, causalPass } from '../../src/query/causal/attend-causally.js';
import type { CausalItems } from '../../src/query/causal/causal-items.js';
import type { EventName } from '../../src/types/event.js';
import type { HistoryItem } from '../../src/types/history.js';
import type { Pack } from '../../src/types/pack.js';
import { CAUSAL_CARDS, randomMatrices } from '../fixtures/encoders/encoder-cards.js';
import { tinyPack } from '../fixtures/tiny-pack.js';

let pack: Pack;
beforeAll(async () => {
  pack = await tinyPack();
});

const item = (row: number, weight = 1, name: EventName = 'view_item'): HistoryItem => ({
  row,
  itemId: pack.idOf(row),
  name,
  interest: weight,
  weight,
  against: weight > 0 ? 0 : 1,
});
const sumOf = (parts: readonly Float64Array[]): number[] =>
  Array.from({ length: pack.dimensions }, (_, k) => parts.reduce((sum, part) => sum + part[k], 0));

describe.each(Object.entries(CAUSAL_CARDS))('what %s add to a query', (_, card) => {
  const open = () => {
    const matrices = randomMatrices(card, pack.dimensions, seededRandom(5));
    /** Items as a pass reads them, from rows of the pack, oldest first. */
    const itemsOf = (rows: readonly number[], kind = 1): CausalItems => ({
      count: rows.length,
      rows: Float64Array.from(rows.flatMap((row) => [...rowVector(pack, row)])),
      kinds: new Uint8Array(rows.length).fill(card.kinds.length > 0 ? kind : 0),
    });
    return { attend: attendCausally(pack, card, matrices), pass: (items: CausalItems) => causalPass(card, matrices, items), itemsOf };
  };
  const changed = (rows: readonly number[], place: number): number[] => rows.map((row, at) => (at === place ? row + 1 : row));

  it('adds up to the output at the latest item, for any length', () => {
    const { attend, pass, itemsOf } = open();
    for (const count of [1, 2, 5, card.length]) {
      const rows = Array.from({ length: count }, (_, at) => 3 * at);
      const outputs = pass(itemsOf([...rows].reverse()));
      const query = sumOf(attend(rows.map((row) => item(row))));
      for (const [k, value] of query.entries()) expect(value).toBeCloseTo(outputs[(count - 1) * pack.dimensions + k], 10);
    }
  });

  it('is the difference between the outputs at an item and at the one before it', () => {
    const { attend, pass, itemsOf } = open();
    const outputs = pass(itemsOf([30, 12, 1]));
    const parts = attend([item(1), item(12), item(30)]);
    for (let k = 0; k < pack.dimensions; k++) {
      expect(parts[2][k]).toBe(outputs[k]);
      expect(parts[1][k]).toBe(outputs[pack.dimensions + k] - outputs[k]);
    }
  });

  it('depends, at each item, on it and those before it alone, and on each of these', () => {
    const { pass, itemsOf } = open();
    const rows = [4, 9, 14, 20, 33];
    const known = pass(itemsOf(rows));
    for (const place of rows.keys()) {
      const other = pass(itemsOf(changed(rows, place)));
      const differences = rows.map((_, at) =>
        Math.max(
          ...Array.from({ length: pack.dimensions }, (_, k) => Math.abs(known[at * pack.dimensions + k] - other[at * pack.dimensions + k])),
        ),
      );
      expect(differences.slice(0, place).every((difference) => difference === 0)).toBe(true);
      expect(differences.slice(place).every((difference) => difference > 1e-6)).toBe(true);
    }
  });

  it('is that of the latest items alone, however long the history is', () => {
    const { attend } = open();
    const latest = Array.from({ length: card.length }, (_, row) => item(2 * row));
    const longer = attend([...latest, ...Array.from({ length: 400 }, (_, place) => item(place % 40))]);
    expect(longer.slice(0, card.length)).toEqual(attend(latest));
    expect(longer.slice(card.length).every((part) => part.every((value) => value === 0))).toBe(true);
  });

  it('is nothing of items that only speak against something, which change no other part', () => {
    const { attend } = open();
    const liked = [item(1), item(12), item(30)];
    const parts = attend([liked[0], item(7, 0), liked[1], liked[2], item(8, 0)]);
    expect([parts[0], parts[2], parts[3]]).toEqual(attend(liked));
    expect([...parts[1], ...parts[4]].every((value) => value === 0)).toBe(true);
  });

  it('depends on the order, and on the events that the card names', () => {
    const { attend } = open();
    const known = sumOf(attend([item(1), item(12)]));
    expect(sumOf(attend([item(12), item(1)]))).not.toEqual(known);
    const bought = sumOf(attend([item(1, 1, 'purchase'), item(12)]));
    if (card.kinds.includes('purchase')) expect(bought).not.toEqual(known);
    else expect(bought).toEqual(known);
    expect(attend([item(1, 1, 'add_to_cart'), item(2)])).toEqual(attend([item(1, 1, 'share'), item(2)]));
  });

  it('is none for an empty history, and finite for rows of zeros', () => {
    const { attend } = open();
    expect(attend([])).toEqual([]);
    const empty = attendCausally(
      { ...pack, rows: new Int8Array(pack.rows.length) },
      card,
      randomMatrices(card, pack.dimensions, seededRandom(5)),
    );
    expect(sumOf(empty([item(1), item(2)])).every(Number.isFinite)).toBe(true);
  });
});
