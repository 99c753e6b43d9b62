import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallAnswer } from '../../../src/engine/answer-call.js';
import { createListMemory } from '../../../src/engine/list/list-memory.js';
import { createJsScorer } from '../../../src/score/settle/js-scorer.js';
import { openEncoded } from '../../../src/train/packing/make-pack.js';
import type { CodedColumnName, Pack } from '../../../src/types/pack.js';
import { smallLogPack } from '../../fixtures/small-log-pack.js';
import { tinyContent } from '../../fixtures/tiny-pack.js';
import { anyCall, anyEvents, ask, contextOf, event } from '../list-fixture.js';

const content = tinyContent();
const isLamp = (row: number): boolean => content.catalog[row].id.startsWith('lamp');

const pack = openEncoded(await smallLogPack());
const context = { ...contextOf([], pack), scorer: createJsScorer({ ...pack, bias: pack.popularity }) };
/** Items are in no category. */
const bare = { ...pack, codedColumn: (name: CodedColumnName) => (name === 'product_type' ? null : pack.codedColumn(name)) };
const relatedTo = (itemId: string, count = 8, of: Pack = pack): Promise<CallAnswer> =>
  ask({ ...context, pack: of }, { kind: 'related', itemId, count });
const codes = ({ trace }: CallAnswer): string[] => trace.notes.map(({ code }) => code);

describe('a list that nothing but popularity speaks for', () => {
  it('is served by popularity, with that reason and a note, for every item, and else never has an item that is called similar', async () => {
    for (const [row, { id }] of content.catalog.entries()) {
      const answer = await relatedTo(id, 8, bare);
      const similar = answer.items.filter(({ reasons }) => reasons.some(({ kind }) => kind === 'similar'));
      expect(similar.length === 0, id).toBe(answer.servedBy.model === 'popular');
      expect(answer.servedBy.model === 'popular', id).toBe(isLamp(row));
      for (const { score, reasons } of answer.items) expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(score);
    }
    expect(codes(await relatedTo('lamp-3', 8, bare))).toEqual(['filled-up']);
  });

  it('says how many of its items are filled up', async () => {
    const answer = await relatedTo('tent-0', 40);
    expect(answer.servedBy.model).toBe('related');
    expect(answer.trace.notes.find(({ code }) => code === 'filled-up')?.message).toMatch(/^\d+ of 39 items are listed for .*popularity/);
  });

  it('is not personal, though the shopper’s history made it', async () => {
    const viewed = { ...context, profile: contextOf([event('view_item', 'lamp-1')], pack).profile };
    const answer = await ask(viewed, { kind: 'recommend', count: 6 });
    expect(answer.servedBy.model).toBe('popular');
    expect(codes(answer)).toEqual(['filled-up']);
  });

  it('has no note where popularity is what was asked for', async () => {
    expect(codes(await ask(context, { kind: 'trending', count: 6 }))).toEqual([]);
    expect(codes(await ask(context, { kind: 'recommend', count: 6 }))).toEqual([]);
  });
});

describe('a list of items that are alike in content alone', () => {
  it('is served by content, with that in its reasons and a note', async () => {
    const answer = await relatedTo('boot-2', 5);
    expect(answer.servedBy.model).toBe('content');
    expect(answer.items[0].reasons[0]).toMatchObject({ kind: 'similar', itemId: 'boot-2', by: 'content' });
    expect(codes(answer)).toEqual(['filled-up']);
    expect(answer.trace.notes[0].message).toBe('5 of 5 items are listed for content alone.');
    expect(answer.items.map(({ filledFrom }) => filledFrom)).toEqual(['content', 'content', 'content', 'content', 'content']);
  });

  it('is of the category, if that is all that is known', async () => {
    const { items, servedBy } = await relatedTo('lamp-3');
    expect(servedBy.model).toBe('content');
    expect(items.every(({ id }) => id.startsWith('lamp'))).toBe(true);
    expect(items.map(({ reasons }) => reasons[0])).toEqual(
      items.map(() => expect.objectContaining({ kind: 'similar', itemId: 'lamp-3', by: 'content' })),
    );
  });

  it('is told apart from what shoppers know', async () => {
    const answer = await relatedTo('tent-0', 5);
    expect(answer.servedBy.model).toBe('related');
    expect(codes(answer)).toEqual([]);
    expect(answer.items[0].reasons[0]).not.toHaveProperty('by');
  });
});

describe('the places of a list that are filled up', () => {
  it('are told one by one, and counted in one note; no other place is told, and no other list has the note', () =>
    fc.assert(
      fc.asyncProperty(anyEvents, anyCall, async (events, call) => {
        const { items, trace, servedBy } = await ask({ ...context, profile: contextOf(events, pack).profile }, call);
        const filled = items.filter(({ filledFrom }) => filledFrom);
        const notes = trace.notes.filter(({ code }) => code === 'filled-up');
        expect(notes.map(({ message }) => message.split(' items ')[0])).toEqual(
          filled.length ? [`${filled.length} of ${items.length}`] : [],
        );
        if (['trending', 'feed'].includes(servedBy.model)) expect(filled).toEqual([]);
        const speaks = ({ reasons }: (typeof items)[number]): boolean => {
          // Less than this is the rounding of a mix.
          const least = 1e-5 * Math.max(...reasons.map(({ contribution }) => Math.abs(contribution)));
          return reasons.some((reason) => reason.contribution > least && reason.kind !== 'popular' && !('by' in reason));
        };
        if (servedBy.model !== 'trending') for (const item of filled) expect(speaks(item), item.id).toBe(false);
      }),
      { numRuns: 200 },
    ));

  it('are not those that the shop placed', async () => {
    const { items, trace } = await ask(context, { kind: 'related', itemId: 'boot-2', count: 3, pins: [{ id: 'lamp-1', place: 0 }] });
    expect(items.map(({ promoted, filledFrom }) => [promoted, filledFrom])).toEqual([
      [true, undefined],
      [undefined, 'content'],
      [undefined, 'content'],
    ]);
    expect(trace.notes[0].message).toBe('2 of 3 items are listed for content alone.');
  });

  it('are told once of a list that is drafted from two', async () => {
    const interleave = { with: { diversity: 0.9 } };
    const { items, trace } = await ask(context, { kind: 'related', itemId: 'tent-0', count: 30, interleave });
    const filled = items.filter(({ filledFrom }) => filledFrom).length;
    expect(filled).toBeGreaterThan(0);
    expect(trace.notes.map(({ message }) => message)).toEqual([expect.stringContaining(`${filled} of 30 items`)]);
  });

  it('are those of every page of a list that is continued', async () => {
    const memory = createListMemory();
    const first = await ask(context, { kind: 'related', itemId: 'boot-2', count: 3 }, memory);
    const { items } = await ask(context, { kind: 'next', recommendationId: first.recommendationId, count: 30 }, memory);
    expect(new Set(items.map(({ filledFrom }) => filledFrom))).toEqual(new Set(['content', 'popularity']));
  });

  it('are none of a list in the order of the feed, where nothing is known to be popular', async () => {
    const unranked = { ...pack, popularity: new Float32Array(pack.items), meanPopularity: 0, numberColumn: () => null };
    const answer = await ask(
      { ...contextOf([], unranked), scorer: createJsScorer({ ...unranked, bias: unranked.popularity }) },
      { kind: 'recommend', count: 5 },
    );
    expect(answer.servedBy.model).toBe('feed');
    expect(answer.items.some((item) => 'filledFrom' in item)).toBe(false);
    expect(codes(answer)).toEqual([]);
  });
});
