import { beforeAll, describe, expect, it } from 'vitest';
import { validateEvent } from '../../src/core/events/validate-event.js';
import { answerCall } from '../../src/engine/answer-call.js';
import { createListMemory } from '../../src/engine/list/list-memory.js';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import { createJsScorer } from '../../src/score/settle/js-scorer.js';
import type { EventParameters, FeedbackKind, ShelfEvent } from '../../src/types/event.js';
import type { Pack } from '../../src/types/pack.js';
import type { Scorer } from '../../src/types/scoring/scorer.js';
import { tinyPack } from '../fixtures/tiny-pack.js';

const NOW = 1_000_000_000;
let pack: Pack;
let scorer: Scorer;
beforeAll(async () => {
  pack = await tinyPack();
  scorer = createJsScorer({ ...pack, bias: pack.popularity });
});

let events = 0;
const event = (name: ShelfEvent['name'], itemId: string, parameters: EventParameters = {}): ShelfEvent => {
  const number = ++events;
  return { id: `event-${String(number).padStart(4, '0')}`, name, time: NOW - 1000 + number, items: [{ item_id: itemId }], ...parameters };
};
const said = (itemId: string, kind: FeedbackKind): ShelfEvent => event('feedback', itemId, { kind });
const rated = (itemId: string, value: number): ShelfEvent => event('rate', itemId, { value });
/** Ids of the whole list, best first. */
const list = async (log: readonly ShelfEvent[]): Promise<string[]> => {
  const context = { pack, scorer, profile: foldEvents(emptyProfile(), log), now: NOW };
  const { items } = await answerCall(context, { kind: 'recommend' }, 40, createListMemory(), () => 'list');
  return items.map(({ id }) => id);
};
/** Mean place of the items of a kind. */
const placeOf = (ids: readonly string[], kind: string): number => {
  const places = ids.flatMap((id, place) => (id.startsWith(kind) ? [place] : []));
  return places.reduce((sum, place) => sum + place, 0) / places.length;
};
const KNOWN = [event('view_item', 'tent-3'), event('view_item', 'lamp-3')];

describe('feedback on an item', () => {
  it('"more" lifts items like it', async () => {
    expect(placeOf(await list([...KNOWN, said('stove-3', 'more')]), 'stove')).toBeLessThan(placeOf(await list(KNOWN), 'stove'));
  });

  it('"less" lowers items like it, and leaves them in', async () => {
    const [before, after] = [await list(KNOWN), await list([...KNOWN, said('lamp-3', 'less')])];
    expect(placeOf(after, 'lamp')).toBeGreaterThan(placeOf(before, 'lamp'));
    expect([...after].sort()).toEqual([...before].sort());
  });

  it('a dismissal removes the item, lowers items like it, and tells so, until "more" on it', async () => {
    const [before, after] = [await list(KNOWN), await list([...KNOWN, event('dismiss', 'lamp-5')])];
    expect(before.filter((id) => !after.includes(id))).toEqual(['lamp-5']);
    expect(placeOf(after, 'lamp')).toBeGreaterThan(placeOf(before, 'lamp'));
    const context = { pack, scorer, profile: foldEvents(emptyProfile(), [...KNOWN, event('dismiss', 'lamp-5')]), now: NOW };
    const { items } = await answerCall(context, { kind: 'recommend' }, 40, createListMemory(), () => 'list');
    const against = items.flatMap(({ reasons }) => reasons.filter((one) => one.kind === 'event' && one.name === 'dismiss'));
    expect(against.length).toBeGreaterThan(0);
    expect(against.every((one) => one.contribution < 0 && one.kind === 'event' && one.itemId === 'lamp-5')).toBe(true);
    const undone = [event('dismiss', 'stove-3'), said('stove-3', 'more')];
    expect(await list([...KNOWN, ...undone])).toEqual(await list([...KNOWN, undone[1]]));
  });

  it('"hide" followed by "more" equals "more" alone', async () => {
    const takenBack = await list([...KNOWN, said('stove-3', 'hide'), said('stove-3', 'more')]);
    expect(takenBack).toEqual(await list([...KNOWN, said('stove-3', 'more')]));
  });

  it('"hide" removes the item and no other, until "more" on it', async () => {
    const [before, hidden] = [await list(KNOWN), await list([...KNOWN, said('stove-3', 'hide')])];
    expect(before.filter((id) => !hidden.includes(id))).toEqual(['stove-3']);
    expect(await list([...KNOWN, said('stove-3', 'hide'), said('stove-3', 'more')])).toContain('stove-3');
  });

  it('"own" removes the item like a purchase, and is refunded like one', async () => {
    expect(await list([...KNOWN, said('stove-3', 'own')])).not.toContain('stove-3');
    expect(await list([...KNOWN, said('stove-3', 'own'), event('refund', 'stove-3')])).toContain('stove-3');
  });

  it('a rating of 5 lifts items like it, one of 1 lowers them, and 3 has no effect', async () => {
    const places = await Promise.all([1, 3, 5].map(async (value) => placeOf(await list([...KNOWN, rated('lamp-5', value)]), 'lamp')));
    expect(places[2]).toBeLessThan(places[1]);
    expect(places[1]).toBeLessThan(places[0]);
    expect(await list([...KNOWN, rated('lamp-5', 3)])).toEqual(await list(KNOWN));
  });

  it('has no effect once its event is forgotten', async () => {
    const before = await list(KNOWN);
    const sayings = [
      ...(['more', 'less', 'hide', 'own'] as const).map((kind) => said('lamp-3', kind)),
      rated('lamp-3', 1),
      rated('lamp-3', 5),
    ];
    for (const saying of sayings) {
      const log = [...KNOWN, saying];
      expect(await list(log), saying.kind ?? 'rate').not.toEqual(before);
      expect(await list(log.filter(({ id }) => id !== saying.id))).toEqual(before);
    }
  });

  it('is refused if it is no rating from 1 to 5, and no kind of feedback', () => {
    const validate = (name: string, parameters: object): unknown =>
      validateEvent(name, { items: [{ item_id: 'a' }], ...parameters } as EventParameters, NOW, () => {});
    for (const value of [0, 6, -1]) expect(validate('rate', { value })).toBe('bad value');
    expect(validate('rate', {})).toBe('bad value');
    expect(validate('rate', { value: 5 })).toMatchObject({ value: 5 });
    expect(validate('feedback', { kind: 'love' })).toBe('bad feedback kind');
  });
});
