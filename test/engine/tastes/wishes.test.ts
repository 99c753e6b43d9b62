import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventId } from '../../../src/core/events/event-id.js';
import { explainScore } from '../../../src/engine/account/explain-score.js';
import { listNotes } from '../../../src/engine/list/list-notes.js';
import { personalEvidence } from '../../../src/engine/list/personal-source.js';
import { answerSegments } from '../../../src/engine/segments/answer-segments.js';
import { serveList } from '../../../src/engine/serve-list.js';
import { fillSlots } from '../../../src/engine/slots/fill-slots.js';
import { showTastes } from '../../../src/engine/tastes/show-tastes.js';
import type { ShelfEvent } from '../../../src/types/event.js';
import type { EditedTaste, TasteKind, TasteWish } from '../../../src/types/results/taste-wish.js';
import { anyCall, anyEvent, ask, contextOf, DAY, event, idsOf, list, NOW, pack } from '../list-fixture.js';

/** The event of a wish. */
function wish(what: EditedTaste, asked: TasteWish, daysAgo = 0): ShelfEvent {
  const [[kind, name]] = Object.entries(what) as [TasteKind, string][];
  const time = NOW - daysAgo * DAY;
  return { id: createEventId(time), name: 'taste', time, items: [], taste_kind: kind, taste_name: name, wish: asked };
}

const rowsOf = (prefix: string): string[] => Array.from({ length: 10 }, (_, at) => `${prefix}-${at}`);
const tents = rowsOf('tent');
const HISTORY = [event('view_item', 'tent-2', 3), event('purchase', 'boot-4', 2), event('view_item', 'tent-5', 1)];
const weightsOf = (events: readonly ShelfEvent[]): Map<string, number> =>
  new Map(personalEvidence(contextOf(events)).evidence.history.map(({ itemId, interest }) => [itemId, interest]));

describe('a wish for more or less without history', () => {
  const told = (...events: readonly ShelfEvent[]) => listNotes({ engine: [], call: [], list: [] }, 'recommend', contextOf(events));

  it('has no effect yet, which every list says until something speaks for what it is about', async () => {
    const wishes = [wish({ category: 'Outdoor > lamp' }, 'more'), wish({ category: 'Outdoor > tent' }, 'less')];
    expect(await list([...HISTORY, ...wishes.slice(0, 1)], { kind: 'recommend', count: 20 })).toEqual(
      await list(HISTORY, { kind: 'recommend', count: 20 }),
    );
    expect(told(...HISTORY, ...wishes)).toEqual([
      {
        code: 'wish-idle',
        message:
          'The shopper asked for more of category "Outdoor > lamp". Nothing they did speaks for an item of it, so that has no effect yet.',
      },
    ]);
    expect(told(...wishes).map(({ code }) => code)).toEqual(['wish-idle', 'wish-idle']);
    // A dismissal speaks against.
    expect(told(event('dismiss', 'lamp-1', 1), ...wishes)).toHaveLength(2);
    expect(told(...HISTORY, event('view_item', 'lamp-3', 1), ...wishes)).toEqual([]);
    expect(told(...HISTORY, wish({ category: 'Outdoor > lamp' }, 'none'))).toEqual([]);
  });
});

describe('a wish for none of a taste', () => {
  it('leaves its items, and those of categories below, out of every list, and counts them as left out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { maxLength: 8 }), anyCall, async (events, call) => {
        const { items, trace } = await ask(contextOf([...events, wish({ category: 'Outdoor > tent' }, 'none')]), call);
        expect(items.filter(({ id }) => tents.includes(id))).toEqual([]);
        expect(trace.excluded).toBeGreaterThanOrEqual(10);
      }),
    );
    expect(await list([wish({ category: 'Outdoor' }, 'none')], { kind: 'recommend', count: 40 })).toEqual([]);
  });

  it('silences what was done with them: the others are listed as if it had never been', async () => {
    const boots = HISTORY.filter(({ items }) => items[0].item_id.startsWith('boot'));
    const context = contextOf([...HISTORY, wish({ category: 'Outdoor > tent' }, 'none')]);
    const plain = personalEvidence(contextOf(boots));
    expect(personalEvidence(context).query).toEqual(plain.query);
    const slots = await fillSlots(context, { slots: [{ id: 'hero', kinds: ['item', 'category'] }] } as never);
    expect(JSON.stringify(slots.slots)).not.toContain('tent');
  });

  it('takes the taste out of tastes and segments, and shows the wish', async () => {
    const asked = wish({ category: 'Outdoor > tent' }, 'none');
    const context = contextOf([...HISTORY, asked]);
    const { tastes, segments } = await showTastes(context);
    expect(tastes.filter(({ name }) => name === 'Outdoor > tent')).toEqual([
      { kind: 'category', name: 'Outdoor > tent', long: 0, short: 0, events: [asked.id], wish: 'none' },
    ]);
    expect(segments.map(({ name }) => name)).not.toContain('Outdoor > tent');
    const ranked = await answerSegments(context, {});
    expect(ranked.categories.map(({ name }) => name).sort()).toEqual(['Outdoor > boot', 'Outdoor > lamp', 'Outdoor > stove']);
    expect(ranked.brands).toHaveLength(2);
  });

  it('leaves another variant of a product in lists: only what it names is out', async () => {
    // tent-0 (Fell) and tent-1 (Moor) are variants of one another.
    const shown = await list([wish({ brand: 'Fell' }, 'none')], { kind: 'recommend', count: 40 });
    expect(shown).toContain('tent-1');
    expect(shown.filter((id) => Number(id.split('-')[1]) % 2 === 0)).toEqual([]);
  });

  it('is what leaves the item out, in an explanation', async () => {
    const asked = wish({ category: 'Outdoor' }, 'none');
    const { rank, listed, wishes } = await explainScore(contextOf([...HISTORY, asked]), 'lamp-3', {}, serveList);
    expect(rank).toBeNull();
    expect(listed).toMatchObject({ place: null, leftOutBy: 'wish' });
    expect(wishes).toMatchObject([{ eventId: asked.id, kind: 'category', name: 'Outdoor', wish: 'none', itemIds: ['lamp-3'] }]);
  });

  it('gives way to a nearer wish about a category below', async () => {
    const shown = await list([wish({ category: 'Outdoor' }, 'none'), wish({ category: 'Outdoor > lamp' }, 'more')], {
      kind: 'trending',
      count: 40,
    });
    expect([...new Set(shown.map((id) => id.split('-')[0]))]).toEqual(['lamp']);
  });
});

describe('a wish for more or less', () => {
  it('lets what speaks for its items count twice or half, and the product of several, to four times', () => {
    const before = weightsOf(HISTORY);
    const more = weightsOf([...HISTORY, wish({ category: 'Outdoor > tent' }, 'more'), wish({ brand: 'Fell' }, 'more')]);
    const less = weightsOf([...HISTORY, wish({ category: 'Outdoor' }, 'less')]);
    const given = (weights: Map<string, number>, id: string): number => (weights.get(id) ?? 0) / (before.get(id) ?? 0);
    expect(['tent-2', 'tent-5', 'boot-4'].map((id) => given(more, id))).toEqual([4, 2, 2]);
    expect(['tent-2', 'tent-5', 'boot-4'].map((id) => given(less, id))).toEqual([0.5, 0.5, 0.5]);
  });

  it('changes the order of lists towards it', async () => {
    const share = async (asked: TasteWish): Promise<number> => {
      const { items } = await ask(contextOf([...HISTORY, wish({ category: 'Outdoor > tent' }, asked)]), { kind: 'recommend', count: 40 });
      const scores = items.filter(({ id }) => id.startsWith('tent')).map(({ score }) => score);
      return scores.reduce((sum, score) => sum + score, 0);
    };
    expect(await share('more')).toBeGreaterThan(await share('less'));
  });

  it('is named in the explanation of what it acts on, whose contributions add up to the bit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyEvent, { minLength: 1, maxLength: 8 }),
        fc.constantFrom<TasteWish>('more', 'less'),
        fc.nat(39),
        async (events, asked, row) => {
          const said = wish({ category: 'Outdoor > tent' }, asked);
          const context = contextOf([...events, said]);
          const { score, contributions, wishes, withoutEvent } = await explainScore(
            context,
            pack.idOf(row),
            { exclude: 'none' },
            serveList,
          );
          expect(contributions.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(score);
          const { history } = personalEvidence(context).evidence;
          const itemIds = history.filter(({ itemId, weight }) => itemId.startsWith('tent') && weight > 0).map(({ itemId }) => itemId);
          expect(wishes).toEqual(
            itemIds.length === 0
              ? []
              : [{ kind: 'category', name: 'Outdoor > tent', wish: asked, time: said.time, eventId: said.id, itemIds }],
          );
          expect(withoutEvent.map(({ eventId }) => eventId)).toContain(said.id);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('wishes', () => {
  it('count by the latest about the same thing, whenever they arrive', async () => {
    const [early, late] = [wish({ brand: 'Fell' }, 'none', 2), wish({ brand: 'Fell' }, 'more', 1)];
    const call = { kind: 'recommend', count: 40 } as const;
    const expected = await list([...HISTORY, late], call);
    expect(await list([late, early, ...HISTORY], call)).toEqual(expected);
    expect(expected.some((id) => id === 'lamp-2')).toBe(true);
  });

  it('about what no item has do nothing, and are shown', async () => {
    const gone = wish({ color: 'plaid' }, 'none');
    const call = { kind: 'recommend', count: 40 } as const;
    expect(idsOf(await ask(contextOf([...HISTORY, gone]), call))).toEqual(await list(HISTORY, call));
    const { tastes } = await showTastes(contextOf([gone]));
    expect(tastes).toEqual([{ kind: 'color', name: 'plaid', long: 0, short: 0, events: [gone.id], wish: 'none' }]);
  });

  it('take nothing from what cannot speak: the shopper stays unknown', async () => {
    const { servedBy } = await ask(contextOf([wish({ brand: 'Fell' }, 'more')]), { kind: 'recommend' });
    expect(servedBy.model).toBe('popular');
  });
});
