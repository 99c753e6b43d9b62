import { describe, expect, it } from 'vitest';
import { encodeComplements } from '../../../src/pack/encode/encode-complements.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { openEncoded } from '../../../src/train/packing/make-pack.js';
import type { Pack } from '../../../src/types/pack.js';
import { tinyContent } from '../../fixtures/tiny-pack.js';
import { ask, contextOf, idsOf, list, pack } from '../list-fixture.js';

const content = tinyContent();
const ITEMS = content.catalog.length;
const rowOf = (id: string): number => content.catalog.findIndex((item) => item.id === id);

/** A table of `[row, item, similarity]`. */
function tableOf(rows: number, entries: readonly (readonly [number, string, number])[]): Parameters<typeof encodeComplements>[0]['pairs'] {
  const sorted = [...entries].sort((a, b) => a[0] - b[0]);
  return {
    offsets: Uint32Array.from({ length: rows + 1 }, (_, row) => sorted.filter(([from]) => from < row).length),
    items: Uint32Array.from(sorted, ([, id]) => rowOf(id)),
    similarities: Float32Array.from(sorted, ([, , similarity]) => similarity),
  };
}

/** Tents go with lamps (`tent-0` itself with `boot-3`), and stoves with nothing that is known. Codes: 1 tent, 2 stove, 3 boot, 4 lamp. */
async function packWithBaskets(): Promise<Pack> {
  const baskets = encodeComplements({
    pairs: tableOf(ITEMS, [[rowOf('tent-0'), 'boot-3', 0.5]]),
    categories: tableOf(5, [
      [1, 'lamp-0', 0.2],
      [1, 'lamp-1', 0.1],
    ]),
    backOff: Float32Array.from(content.catalog, ({ id }) => (id === 'tent-0' ? 0.5 : 1)),
  });
  return openEncoded(await encodePack({ ...content, optional: [baskets] }));
}

describe('the list for a cart', () => {
  it('is what is bought with it, in its own order and with its own reasons, where the pack has a model of baskets', async () => {
    const answer = await ask(contextOf([], await packWithBaskets()), { kind: 'boughtTogether', itemIds: ['tent-0'], count: 10 });
    expect(answer.servedBy.model).toBe('together');
    expect(idsOf(answer)).toEqual(['boot-3', 'lamp-0', 'lamp-1']);
    expect(answer.items[0].reasons).toMatchObject([{ kind: 'together', itemId: 'tent-0' }]);
    expect(answer.items[0].reasons[0]).not.toHaveProperty('by');
    for (const { score, reasons } of answer.items) expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(score);
  });

  it('falls back on what its category is bought with, and says so in reasons and a note', async () => {
    const answer = await ask(contextOf([], await packWithBaskets()), { kind: 'boughtTogether', itemIds: ['tent-5'], count: 10 });
    expect(idsOf(answer)).toEqual(['lamp-0', 'lamp-1']);
    for (const { reasons } of answer.items) expect(reasons).toMatchObject([{ kind: 'together', itemId: 'tent-5', by: 'category' }]);
    expect(answer.trace.notes).toMatchObject([{ code: 'filled-up' }]);
    expect(answer.trace.notes[0].message).toBe('2 of 2 items are listed for category alone.');
  });

  it('is empty, with a note, where no basket tells of the cart', async () => {
    const answer = await ask(contextOf([], await packWithBaskets()), { kind: 'boughtTogether', itemIds: ['stove-1'], count: 10 });
    expect(answer.items).toEqual([]);
    expect(answer.trace.notes).toMatchObject([{ code: 'nothing-known' }]);
  });

  it('without a model of baskets is what shoppers go on to: served as related, with similar items and a note', async () => {
    const answer = await ask(contextOf([]), { kind: 'boughtTogether', itemIds: ['tent-0', 'stove-3'], count: 40 });
    const ids = idsOf(answer);
    expect(answer.servedBy.model).toBe('related');
    expect(answer.trace.notes).toMatchObject([{ code: 'pack-lacks' }]);
    expect(ids.some((id) => id.startsWith('tent')) && ids.some((id) => id.startsWith('stove'))).toBe(true);
    // Neither the cart nor variants of it.
    expect(ids).not.toContain('tent-0');
    expect(ids).not.toContain('tent-1');
    for (const { id, reasons } of answer.items) {
      expect(reasons).toMatchObject([{ kind: 'similar', itemId: id.startsWith('tent') ? 'tent-0' : 'stove-3' }]);
    }
  });

  it('does without the model where its file cannot be read, and says why', async () => {
    const { manifest } = await packWithBaskets();
    const broken = { ...pack, manifest, openFile: () => Promise.reject(new Error('offline')) };
    const answer = await ask(contextOf([], broken), { kind: 'boughtTogether', itemIds: ['tent-0'], count: 5 });
    expect(answer.items.length).toBeGreaterThan(0);
    expect(answer.servedBy.model).toBe('related');
    expect(answer.trace.notes).toMatchObject([{ code: 'pack-unreachable' }]);
    expect(answer.trace.notes[0].message).toContain('offline');
  });

  it('is empty for a cart that is not in the pack', async () => {
    expect(await list([], { kind: 'boughtTogether', itemIds: ['unheard of'] })).toEqual([]);
  });
});
