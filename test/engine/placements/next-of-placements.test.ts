import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEventId } from '../../../src/core/events/event-id.js';
import { createEngine, type Engine } from '../../../src/engine/engine.js';
import type { Answer } from '../../../src/types/answer.js';
import type { ListCall } from '../../../src/types/list-call.js';
import { type ScenariosServer, serveScenarios } from '../../fixtures/scenarios-server.js';

let server: ScenariosServer;
let engine: Engine;
beforeEach(async () => {
  server = await serveScenarios({ top: { count: 4 }, below: { count: 4 }, third: { count: 4 }, free: { count: 4, repeats: true } });
  engine = createEngine();
  await engine.open({ packUrl: server.packUrl, backend: 'js', place: null });
});
afterEach(async () => {
  engine.close();
  await server.stop();
});

const call = (placement: string | undefined, more: Partial<ListCall> = {}): Promise<Answer> =>
  engine.list({ kind: 'recommend', ...(placement !== undefined && { placement }), ...more }, new AbortController().signal);
const ids = ({ items }: Answer): string[] => items.map(({ id }) => id);

describe('what next() adds to a placement', () => {
  const next = (of: Answer, count: number): Promise<Answer> =>
    engine.list({ kind: 'next', recommendationId: of.recommendationId, count }, new AbortController().signal);

  it('is nothing that placements before or after it show, and those asked for afterwards leave it out', async () => {
    const [top, below] = [await call('top'), await call('below')];
    const more = await next(top, 6);
    const third = await call('third');
    const all = [top, below, more, third].flatMap(ids);
    expect([more.items.length, new Set(all).size]).toEqual([6, all.length]);
    expect(ids(await next(below, 4)).some((id) => all.includes(id))).toBe(false);
    // Asked again, in order, the page is as it was when it opened.
    expect([await call('top'), await call('below')].map(ids)).toEqual([ids(top), ids(below)]);
  });

  it('may be what a placement that repeats shows, and leaves plain lists as they are', async () => {
    const plain = await call(undefined, { count: 4 });
    const free = await call('free');
    expect(ids(await next(plain, 36)).length + 4).toBe(40);
    const [top, more] = [await call('top'), await next(free, 4)];
    expect(ids(free)).toEqual(ids(top));
    expect(new Set([...ids(free), ...ids(more)]).size).toBe(8);
  });

  it('is nothing once the list cannot be continued', async () => {
    const top = await call('top');
    engine.hold([{ id: createEventId(Date.now()), name: 'view_item', time: Date.now(), items: [{ item_id: 'tent-1' }] }]);
    await engine.forget({ itemId: 'tent-1' });
    const gone = await next(top, 4);
    expect([gone.items, gone.trace.notes.map(({ code }) => code)]).toEqual([[], expect.arrayContaining(['list-gone'])]);
    expect(ids(await call('below'))).toEqual(ids(await call('third', { repeats: true })));
  });
});
