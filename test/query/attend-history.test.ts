import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/core/numbers/random.js';
import { rowVector } from '../../src/core/numbers/row-vector.js';
import { attendHistory, kindOf } from '../../src/query/attend-history.js';
import { freshEncoder } from '../../src/train/sequence/train-consistent.js';
import type { AttendHistory } from '../../src/types/encoder-card.js';
import type { EventName } from '../../src/types/event.js';
import type { HistoryItem } from '../../src/types/history.js';
import type { Pack } from '../../src/types/pack.js';
import { CARD } from '../fixtures/encoders/encoder-content.js';
import { tinyPack } from '../fixtures/tiny-pack.js';

let pack: Pack;
let attend: AttendHistory;
beforeAll(async () => {
  pack = await tinyPack();
  attend = attendHistory(pack, CARD, freshEncoder(CARD, pack.dimensions, seededRandom(5)).matrices);
});

const item = (row: number, weight = 1, name: EventName = 'view_item'): HistoryItem => ({
  row,
  itemId: pack.idOf(row),
  name,
  interest: weight,
  weight,
  against: weight > 0 ? 0 : 1,
});
/** The weight of each item: what it adds, in units of its row. */
const weightsOf = (history: readonly HistoryItem[]): number[] =>
  attend(history).map((part, place) => part[0] / rowVector(pack, history[place].row)[0]);

describe('the weights that a sequence encoder gives to a history', () => {
  it('add up to 1 for any length, and are those of rows of the pack', () => {
    for (const count of [1, 2, 5, CARD.length]) {
      const history = Array.from({ length: count }, (_, row) => item(3 * row));
      const weights = weightsOf(history);
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
      for (const [place, part] of attend(history).entries()) {
        const row = rowVector(pack, history[place].row);
        for (const [k, value] of part.entries()) expect(value).toBeCloseTo(weights[place] * row[k], 12);
      }
    }
  });

  it('are those of the latest items alone, however long the history is', () => {
    const latest = Array.from({ length: CARD.length }, (_, row) => item(2 * row));
    const longer = [...latest, ...Array.from({ length: 400 }, (_, place) => item(place % 40))];
    expect(attend(longer).slice(0, CARD.length)).toEqual(attend(latest));
    expect(
      attend(longer)
        .slice(CARD.length)
        .every((part) => part.every((value) => value === 0)),
    ).toBe(true);
  });

  it('are 0 for items that only speak against something, which change no other weight', () => {
    const liked = [item(1), item(12), item(30)];
    const mixed = [liked[0], item(7, 0), liked[1], liked[2], item(8, 0)];
    const parts = attend(mixed);
    expect([parts[0], parts[2], parts[3]]).toEqual(attend(liked));
    expect([...parts[1], ...parts[4]].every((value) => value === 0)).toBe(true);
  });

  it('depend on the order, the event and the other items', () => {
    const known = weightsOf([item(1), item(12)])[0];
    expect(weightsOf([item(12), item(1)])[1]).not.toBeCloseTo(known, 6);
    expect(weightsOf([item(1, 1, 'purchase'), item(12)])[0]).not.toBeCloseTo(known, 6);
    expect(weightsOf([item(1), item(30)])[0]).not.toBeCloseTo(known, 6);
  });

  it('are the same for all events that the card does not name', () => {
    expect(kindOf(CARD, 'add_to_cart')).toBe(0);
    expect(weightsOf([item(1, 1, 'add_to_cart'), item(2)])).toEqual(weightsOf([item(1, 1, 'share'), item(2)]));
  });

  it('are none for an empty history, and finite for rows of zeros', () => {
    expect(attend([])).toEqual([]);
    const empty = attendHistory(
      { ...pack, rows: new Int8Array(pack.rows.length) },
      CARD,
      freshEncoder(CARD, pack.dimensions, seededRandom(5)).matrices,
    );
    expect(
      empty([item(1), item(2)])
        .flatMap((part) => [...part])
        .every((value) => value === 0),
    ).toBe(true);
  });
});
