import { beforeAll, describe, expect, it } from 'vitest';
import { rowVector } from '../../../src/core/numbers/row-vector.js';
import { digestPack, learnAtOnce, learnLog, matchState, whyNotLearned } from '../../../src/engine/learning/learn-log.js';
import { emptyProfile, foldEvents } from '../../../src/profile/fold-events.js';
import type { ShelfEvent } from '../../../src/types/event.js';
import type { Pack } from '../../../src/types/pack.js';
import type { LearnedState } from '../../../src/types/scoring/learned-state.js';
import { learningPack, viewsOf } from './learning-fixture.js';

let pack: Pack;
let digest: number;
beforeAll(async () => {
  pack = await learningPack();
  digest = digestPack(pack);
});

const profileOf = (events: readonly ShelfEvent[]) => foldEvents(emptyProfile(), events);
const learn = (events: readonly ShelfEvent[], before: LearnedState | null = null): LearnedState =>
  learnAtOnce(pack, digest, profileOf(events), before);
/** As a store keeps it. */
const stored = (state: LearnedState): LearnedState => JSON.parse(JSON.stringify(state)) as LearnedState;

describe('what is learned from a log', () => {
  const events = viewsOf(['lamp', 'boot'], 60);

  it('is the same to the bit each time, and another for another log', () => {
    expect(learn(events)).toEqual(learn(viewsOf(['lamp', 'boot'], 60)));
    expect(learn(events).vector).not.toEqual(learn(viewsOf(['lamp', 'boot'], 60, 2)).vector);
  });

  it('is the same to the bit wherever learning was interrupted, stored and continued', () => {
    const whole = learn(events);
    for (const [at, state] of [...learnLog(pack, digest, profileOf(events), null)].entries())
      if (at % 7 === 0) expect(learn(events, stored(state))).toEqual(whole);
  });

  it('is the same to the bit whether the events came at once or one by one', () => {
    let state: LearnedState | null = null;
    for (let known = 1; known <= events.length; known++) state = learn(events.slice(0, known), state);
    expect(state).toEqual(learn(events));
  });

  it('is, once any event is forgotten, exactly what the log without it gives', () => {
    const before = learn(events);
    expect(matchState(pack, digest, profileOf(events), before)).toEqual({ state: before, ahead: 0 });
    for (const gone of [0, 1, 30, 58, 59]) {
      const left = events.filter((_, at) => at !== gone);
      expect(learn(left, before)).toEqual(learn(left));
      expect(matchState(pack, digest, profileOf(left), before)).toEqual({ state: null, ahead: left.length });
    }
  });

  it('begins anew where an item was hidden, an event came late, or the pack is another', () => {
    const before = learn(events);
    const hidden: ShelfEvent = { ...events[59], id: 'event-9999', name: 'feedback', kind: 'hide', items: events[3].items };
    const late: ShelfEvent = { ...events[20], id: 'event-0020-b', time: events[20].time + 1 };
    for (const more of [hidden, late]) {
      expect(matchState(pack, digest, profileOf([...events, more]), before).state).toBeNull();
      expect(learn([...events, more], before)).toEqual(learn([...events, more]));
    }
    const hiddenRow = pack.rowOf(events[3].items[0].item_id);
    expect(learn([...events, hidden]).liked.some(([row]) => row === hiddenRow)).toBe(false);
    expect(matchState(pack, digest + 1, profileOf(events), before).state).toBeNull();
  });

  it('begins its log later where that is very long, and can still be continued', () => {
    const long = viewsOf(['lamp', 'boot', 'tent'], 300);
    const state = learn(long);
    expect(state.steps).toBeLessThanOrEqual(256);
    expect(state.steps).toBeGreaterThan(192);
    expect(learn(long, stored(learn(long.slice(0, 290))))).toEqual(state);
  });

  it('is a sum of rows: items of the log with coefficients above 0, and items that are not in it with coefficients below', () => {
    const { vector, liked, contrast } = learn(events);
    const known = new Set(events.map(({ items }) => pack.rowOf(items[0].item_id)));
    const sum = new Float64Array(pack.dimensions);
    for (const [row, coefficient] of [...liked, ...contrast])
      for (const [k, value] of rowVector(pack, row).entries()) sum[k] += coefficient * value;
    for (const [k, value] of sum.entries()) expect(value).toBeCloseTo(vector[k], 10);
    expect(liked.every(([row, coefficient]) => known.has(row) && coefficient > 0)).toBe(true);
    expect(contrast.length).toBeGreaterThan(0);
    expect(contrast.every(([row, coefficient]) => !known.has(row) && coefficient < 0)).toBe(true);
  });

  it('draws its items by events, not by their places: what else is in the log does not change the draws of an event', () => {
    const impression: ShelfEvent = { ...events[0], id: 'event-0000-a', name: 'view_item_list', items: [{ item_id: 'tent-3' }] };
    const with_ = learn([events[0], impression, ...events.slice(1)]);
    expect(with_.vector).toEqual(learn(events).vector);
    expect(with_.digest).not.toBe(learn(events).digest);
  });

  it('is nothing without events, with events of unknown items, and with those that speak against an item', () => {
    expect(learn([]).steps).toBe(0);
    expect(learn([{ ...events[0], items: [{ item_id: 'nobody-1' }] }]).steps).toBe(0);
    expect(learn([{ ...events[0], name: 'rate', value: 1 }]).steps).toBe(0);
  });
});

describe('a pack', () => {
  it('whose blend gives the fold-in no weight has no vector to learn on', async () => {
    expect(whyNotLearned(pack)).toBe('');
    expect(whyNotLearned(await learningPack({ foldIn: 0 }))).toMatch(/fold-in/);
  });
});
