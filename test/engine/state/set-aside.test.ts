import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEngine, type Engine } from '../../../src/engine/engine.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import type { ListCall, ListKind } from '../../../src/types/list-call.js';
import { tinyContent } from '../../fixtures/tiny-pack.js';
import { anyEvents, event, NOW } from '../list-fixture.js';

let [engine, other]: Engine[] = [];
beforeEach(async () => {
  const { manifest, files } = await encodePack(tinyContent());
  vi.stubGlobal('fetch', async (url: string | URL) => {
    const name = String(url).split('/').at(-1) ?? '';
    return new Response(name === 'pack.json' ? JSON.stringify(manifest) : files.get(name));
  });
  [engine, other] = [createEngine(() => NOW), createEngine(() => NOW)];
  for (const one of [engine, other]) await one.open({ packUrl: 'https://shop.example/pack/pack.json', backend: 'js', place: null });
});
afterEach(() => vi.unstubAllGlobals());

const KINDS: readonly ListKind[] = ['recommend', 'recentlyViewed', 'because', 'rerank'];
/** All that follows from what a shopper did. */
async function consequences(of: Engine): Promise<object> {
  const { profile } = await of.context({});
  const lists = [];
  for (const kind of KINDS) {
    const call: ListCall = { kind, count: 20, itemIds: ['tent-1', 'boot-2', 'lamp-3'] };
    const { items, servedBy, trace } = await of.list(call, new AbortController().signal);
    lists.push({ items, servedBy, trace: { ...trace, milliseconds: 0 } });
  }
  return { profile, lists };
}

describe('what is set aside', () => {
  it('counts alone, or with the profile, and leaves no trace when it ends, to the bit', () =>
    fc.assert(
      fc.asyncProperty(anyEvents, anyEvents, async (own, events) => {
        engine.aside(null);
        engine.hold(own);
        const known = await engine.inspect();
        const before = await consequences(engine);
        engine.aside({ from: 'empty', events });
        other.hold(events);
        expect(await consequences(engine)).toEqual(await consequences(other));
        engine.aside({ from: 'profile', events });
        other.hold([...own, ...events]);
        expect(await consequences(engine)).toEqual(await consequences(other));
        expect(await engine.inspect()).toEqual(known);
        engine.aside(null);
        expect(await consequences(engine)).toEqual(before);
      }),
      { numRuns: 25 },
    ));

  it('does not let a list of before be continued for somebody else', async () => {
    engine.hold([event('view_item', 'tent-1')]);
    const signal = new AbortController().signal;
    const { recommendationId } = await engine.list({ kind: 'recommend', count: 3 }, signal);
    engine.aside({ from: 'empty', events: [] });
    const { trace } = await engine.list({ kind: 'next', recommendationId }, signal);
    expect(trace.notes.map(({ code }) => code)).toContain('list-gone');
  });

  it('counts for nothing during a pause', async () => {
    engine.aside({ from: 'empty', events: [event('view_item', 'tent-1')] });
    engine.pause(true);
    expect((await engine.context({})).profile.interactions).toEqual([]);
    engine.pause(false);
    expect((await engine.context({})).profile.interactions).toHaveLength(1);
  });
});
