import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListContext } from '../../../src/engine/list/list-context.js';
import type { ShelfEvent } from '../../../src/types/event.js';
import { anyCall, anyEvents, ask, contextOf, event, pack } from '../list-fixture.js';

const CURVE = { deviations: [0, 1, 3], relevances: [0.001, 0.01, 0.2] };
const withCurve = (relevance: unknown) => ({ ...pack, manifest: { ...pack.manifest, relevance } });
const shelfAfter = (events: readonly ShelfEvent[], relevance: unknown = CURVE): ListContext => contextOf(events, withCurve(relevance));
const viewed = [event('view_item', 'tent-4', 2), event('view_item', 'tent-6', 1)];

describe('the relevance of an item', () => {
  it('is 0 to 1, the same in every list of one moment, and rises with the shopper’s score', () =>
    fc.assert(
      fc.asyncProperty(anyEvents, anyCall, async (events, call) => {
        const context = shelfAfter(events);
        const { items: own } = await ask(context, { kind: 'recommend', count: 40, exclude: 'none', onePerGroup: false });
        const relevances = own.flatMap(({ relevance }) => relevance ?? []);
        expect([...relevances].sort((a, b) => b - a)).toEqual(relevances);
        const known = new Map(own.map(({ id, relevance }) => [id, relevance]));
        for (const { id, relevance } of (await ask(shelfAfter(events), call)).items) {
          if (known.has(id)) expect(relevance).toBe(known.get(id));
          if (relevance !== undefined) expect(relevance >= 0.001 && relevance <= 0.2).toBe(true);
        }
      }),
      { numRuns: 60 },
    ));

  it('is absent for items that the shopper has seen, for a stranger, and where the pack has no curve', async () => {
    const { items } = await ask(shelfAfter(viewed), { kind: 'recommend', count: 40, exclude: 'none' });
    expect(
      items
        .filter(({ relevance }) => relevance === undefined)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['tent-4', 'tent-6']);
    for (const context of [shelfAfter([]), shelfAfter(viewed, null)]) {
      const answer = await ask(context, { kind: 'recommend', count: 12 });
      expect(answer.items.some((item) => 'relevance' in item)).toBe(false);
      expect(answer.trace.notes).toEqual([]);
    }
  });

  it('is read off the query that made the list, which is encoded once', async () => {
    let encoded = 0;
    const learn: ListContext['learn'] = (plain) => {
      encoded++;
      return plain;
    };
    const { items } = await ask({ ...shelfAfter(viewed), learn }, { kind: 'recommend', count: 12, exclude: 'seen' });
    expect(items.every(({ relevance }) => relevance !== undefined)).toBe(true);
    expect(encoded).toBe(1);
  });

  it('changes no list: neither items, nor scores, nor reasons', async () => {
    const bare = (of: Awaited<ReturnType<typeof ask>>) => of.items.map(({ relevance: _, ...item }) => item);
    const call = { kind: 'related', itemId: 'tent-4', count: 20 } as const;
    expect(bare(await ask(shelfAfter(viewed), call))).toEqual(bare(await ask(shelfAfter(viewed, null), call)));
  });

  it('is left out with a note where the pack’s curve cannot be read', async () => {
    const { items, trace } = await ask(shelfAfter(viewed, { deviations: [1], relevances: [2] }), { kind: 'recommend', count: 5 });
    expect(items).toHaveLength(5);
    expect(items.some((item) => 'relevance' in item)).toBe(false);
    expect(trace.notes).toMatchObject([{ code: 'pack-invalid', message: expect.stringContaining('relevance.relevances') }]);
  });
});
