import { beforeAll, describe, expect, it } from 'vitest';
import { scoreRow } from '../../src/engine/rows/score-row.js';
import { encodeHistory } from '../../src/query/encode-history.js';
import { encodeShare } from '../../src/query/encode-share.js';
import type { HistoryItem } from '../../src/types/history.js';
import type { Pack } from '../../src/types/pack.js';
import { tinyPack } from '../fixtures/tiny-pack.js';

let pack: Pack;
beforeAll(async () => {
  pack = await tinyPack();
});

describe('the shares of a query that the items of a history give', () => {
  it('add up to it, except popularity', () => {
    const history = ['boot-1', 'lamp-4', 'tent-3'].map((itemId, place): HistoryItem => {
      const weight = 1 + place;
      return { row: pack.rowOf(itemId), itemId, name: 'view_item', interest: weight, weight, against: place === 1 ? 0.5 : 0 };
    });
    const { encoder } = pack.manifest;
    const encoded = encodeHistory(pack, history, encoder);
    const { query } = encoded;
    const shares = history.map((_, place) => encodeShare(pack, history, encoder, encoded, place));
    for (let row = 0; row < pack.items; row++) {
      const sum = shares.reduce((total, share) => total + scoreRow(pack, share, row), query.biasWeight * pack.popularity[row]);
      expect(sum).toBeCloseTo(scoreRow(pack, query, row), 5);
    }
  });
});
