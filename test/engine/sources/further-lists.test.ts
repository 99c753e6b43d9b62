import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countBits } from '../../../src/core/numbers/bitset.js';
import type { ShelfEvent } from '../../../src/types/event.js';
import { anyEvents, ask, contextOf, event, idsOf, list, pack } from '../list-fixture.js';

describe('items related to one', () => {
  const viewed = [event('view_item', 'boot-1'), event('add_to_cart', 'boot-2')];

  it('can be weighted from the item to the shopper', async () => {
    const related = (userImpact: number) => list(viewed, { kind: 'related', itemId: 'lamp-4', userImpact, count: 6 });
    expect((await related(0)).every((id) => id.startsWith('lamp'))).toBe(true);
    expect((await related(1)).every((id) => id.startsWith('boot'))).toBe(true);
    const between = await related(0.5);
    expect(between.some((id) => id.startsWith('lamp')) && between.some((id) => id.startsWith('boot'))).toBe(true);
  });

  it('report the part of a score from the item and the part from the shopper', async () => {
    const { items } = await ask(contextOf(viewed), { kind: 'related', itemId: 'lamp-4', userImpact: 0.5, count: 6 });
    const kinds = new Set(items.flatMap(({ reasons }) => reasons.map(({ kind }) => kind)));
    expect([...kinds]).toEqual(expect.arrayContaining(['similar', 'event']));
  });
});

describe('the trending list', () => {
  it('has the most popular items, one variant of each', async () => {
    expect(await list([], { kind: 'trending', count: 3 })).toEqual(['tent-0', 'tent-2', 'tent-3']);
  });

  it('can be limited to a category and its subcategories', async () => {
    expect(await list([], { kind: 'trending', category: 'Outdoor > boot', count: 2 })).toEqual(['boot-0', 'boot-1']);
    expect(await list([], { kind: 'trending', category: 'Outdoor', count: 40, onePerGroup: false })).toHaveLength(40);
    expect(await list([], { kind: 'trending', category: 'Out', count: 40 })).toEqual([]);
  });

  it('can have the most popular items of a shopper’s categories', async () => {
    const looked = Array.from({ length: 8 }, (_, index) => event('view_item', `lamp-${index}`));
    const ids = await list(looked, { kind: 'trending', among: 'my-tastes', count: 20 });
    expect(ids.filter((id) => id.startsWith('lamp')).length).toBeGreaterThan(
      (await list(looked, { kind: 'trending', count: 20 })).filter((id) => id.startsWith('lamp')).length,
    );
  });
});

describe('new arrivals', () => {
  it('come newest first, without announced items', async () => {
    const ids = await list([], { kind: 'newArrivals', count: 40 });
    expect(ids.slice(0, 3)).toEqual(['boot-9', 'boot-8', 'boot-7']);
    expect(ids.filter((id) => id.startsWith('lamp'))).toEqual([]);
  });

  it('are the popular items if the pack has no dates, and report that', async () => {
    const undated = { ...pack, numberColumn: () => null };
    const answer = await ask(contextOf([], undated), { kind: 'newArrivals', count: 2 });
    expect(idsOf(answer)).toEqual(['tent-0', 'tent-2']);
    expect(answer.servedBy.model).toBe('trending');
    expect(answer.trace.notes.map(({ message }) => message).join()).toContain('date_added');
  });
});

describe('the list of items to buy again', () => {
  it('is due by the interval of the shopper’s own orders', async () => {
    const orders = [
      // Every ten days, ten days ago.
      ...[40, 30, 20, 10].map((days) => event('purchase', 'stove-1', days)),
      // Every ten days, yesterday.
      ...[31, 21, 11, 1].map((days) => event('purchase', 'stove-2', days)),
      event('view_item', 'stove-3'),
    ];
    const answer = await ask(contextOf(orders), { kind: 'buyAgain' });
    expect(idsOf(answer)).toEqual(['stove-1', 'stove-2']);
    const [reason] = answer.items[0].reasons;
    expect(reason).toMatchObject({ kind: 'due', times: 4, sinceDays: 10 });
    expect(reason.kind === 'due' && reason.intervalDays).toBeCloseTo(10, 0);
  });

  it('ignores refunded items', async () => {
    expect(await list([event('purchase', 'stove-1', 40), event('refund', 'stove-1', 30)], { kind: 'buyAgain' })).toEqual([]);
  });
});

describe('the list of what was saved for later', () => {
  const saved = (...events: ShelfEvent[]): Promise<string[]> => list(events, { kind: 'savedForLater' });

  it('has what was carted or wished for and not bought since, newest first, and says which', async () => {
    const events = [
      event('add_to_cart', 'tent-1', 9),
      event('add_to_wishlist', 'boot-1', 8),
      event('add_to_cart', 'lamp-1', 7),
      event('purchase', 'lamp-1', 6),
      event('view_item', 'stove-1', 5),
      event('add_to_cart', 'stove-2', 4),
      event('remove_from_cart', 'stove-2', 3),
      event('add_to_wishlist', 'lamp-1', 2),
    ];
    const { items, servedBy } = await ask(contextOf(events), { kind: 'savedForLater' });
    expect(items.map(({ id, reasons }) => [id, ...reasons.map((reason) => (reason.kind === 'event' ? reason.name : reason.kind))])).toEqual(
      [
        ['lamp-1', 'add_to_wishlist'],
        ['boot-1', 'add_to_wishlist'],
        ['tent-1', 'add_to_cart'],
      ],
    );
    expect(servedBy.model).toBe('saved');
  });

  it('keeps what an emptied cart had, has what the cart is told to have, and nothing that was sent back or dismissed', async () => {
    expect(await saved(event('add_to_cart', 'tent-1', 9), event('view_cart', 'boot-1', 1))).toEqual(['boot-1', 'tent-1']);
    expect(await saved(event('view_cart', 'boot-1', 2), event('remove_from_cart', 'boot-1', 1))).toEqual([]);
    const wished = event('add_to_wishlist', 'lamp-1', 9);
    expect(await saved(wished, event('purchase', 'lamp-1', 8), event('refund', 'lamp-1', 7))).toEqual([]);
    expect(await saved(wished, event('dismiss', 'lamp-1', 8))).toEqual([]);
  });
});

describe('a list ranked again', () => {
  const anyIds = fc.array(fc.constantFrom('tent-1', 'boot-1', 'boot-2', 'lamp-3', 'stove-0', 'unknown-1', 'unknown-2'), { maxLength: 14 });

  it('is a permutation of the given ids, in which unknown ids keep their places', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, anyIds, fc.double({ min: 0, max: 1, noNaN: true }), async (events, itemIds, strength) => {
        const ids = await list(events, { kind: 'rerank', itemIds, strength });
        expect([...ids].sort()).toEqual([...itemIds].sort());
        for (const [place, id] of itemIds.entries()) if (id.startsWith('unknown')) expect(ids[place]).toBe(id);
        if (strength === 0) expect(ids).toEqual(itemIds);
      }),
    );
  });

  it('is personal to the requested degree', async () => {
    const itemIds = ['lamp-1', 'tent-5', 'boot-3', 'boot-4'];
    const viewed = [event('view_item', 'boot-1'), event('view_item', 'boot-2')];
    expect((await list(viewed, { kind: 'rerank', itemIds, strength: 1 })).slice(0, 2).sort()).toEqual(['boot-3', 'boot-4']);
    expect(await list(viewed, { kind: 'rerank', itemIds, strength: 0 })).toEqual(itemIds);
  });

  it('has reasons that add up to every score, to the last bit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(9), { maxLength: 6 }), fc.double({ min: 0, max: 1, noNaN: true }), async (looked, strength) => {
        const viewed = looked.map((index) => event('view_item', `boot-${index}`));
        const itemIds = ['gone', ...Array.from({ length: 30 }, (_, row) => pack.idOf(row))];
        const { items } = await ask(contextOf(viewed), { kind: 'rerank', itemIds, strength });
        for (const { reasons, score } of items) expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(score);
      }),
    );
  });

  it('is unchanged for an unknown shopper', async () => {
    expect(await list([], { kind: 'rerank', itemIds: ['lamp-9', 'tent-0'], strength: 1 })).toEqual(['lamp-9', 'tent-0']);
  });
});

describe('because of one item', () => {
  it('names the item with most weight, and lists items like it', async () => {
    const answer = await ask(contextOf([event('view_item', 'lamp-1', 3), event('add_to_cart', 'boot-5', 2)]), {
      kind: 'because',
      count: 5,
    });
    expect(answer.about).toEqual({ itemId: 'boot-5', name: 'add_to_cart' });
    expect(idsOf(answer).every((id) => id.startsWith('boot') && id !== 'boot-5')).toBe(true);
  });

  it('is empty for an unknown shopper', async () => {
    expect(await list([], { kind: 'because' })).toEqual([]);
  });

  it('is chosen among available items: none of another type', async () => {
    const context = contextOf([event('view_item', 'boot-1')]);
    const asked: Uint32Array[] = [];
    const scorer = {
      ...context.scorer,
      score: (...given: Parameters<typeof context.scorer.score>) => {
        asked.push(given[2]);
        return context.scorer.score(...given);
      },
    };
    await ask({ ...context, scorer }, { kind: 'because', types: ['article'] });
    expect(countBits(asked[0])).toBe(pack.items);
  });
});
