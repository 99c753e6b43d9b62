import '../../fixtures/page-globals.js';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { importProfile } from '../../../src/client/calls/import-profile.js';
import { createEngine, type Engine } from '../../../src/engine/engine.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { createRecorder } from '../../../src/record/recorder.js';
import type { ShelfEvent } from '../../../src/types/event.js';
import type { ListKind } from '../../../src/types/list-call.js';
import type { Recorder } from '../../../src/types/recorder.js';
import { anyEvents as anyHistory, NOW } from '../../engine/list-fixture.js';
import { tinyContent } from '../../fixtures/tiny-pack.js';

let engine: Engine;
beforeEach(async () => {
  const { manifest, files } = await encodePack(tinyContent());
  vi.stubGlobal('fetch', async (url: string | URL) => {
    const name = String(url).split('/').at(-1) ?? '';
    return new Response(name === 'pack.json' ? JSON.stringify(manifest) : files.get(name));
  });
  engine = createEngine(() => NOW);
  await engine.open({ packUrl: 'https://shop.example/pack/pack.json', backend: 'js', place: null });
});
afterEach(() => vi.unstubAllGlobals());

const connection = { run: () => Promise.reject(new Error('no log')), openNow: () => null };
/** A device without events. */
const newDevice = (): Recorder => createRecorder({ consent: 'unknown', connection, now: Date.now, onKept: () => {} });
const exportOf = (events: readonly ShelfEvent[]) => ({ format: 'onshelf-profile', version: 1, events });
const importInto = (recorder: Recorder, events: readonly ShelfEvent[]) =>
  importProfile({ recorder, storage: { connection } }, exportOf(events));
/** Everything that a device with these exports, imported one after the other, makes of them: events, tastes, lists, scores and reasons. */
async function merged(...exports: readonly (readonly ShelfEvent[])[]): Promise<object> {
  const device = newDevice();
  for (const events of exports) await importInto(device, events);
  engine.hold(device.held());
  const { tastes, events, hidden, bought } = await engine.inspect({ tastes: true });
  const lists = [];
  for (const kind of ['recommend', 'recentlyViewed', 'trending'] satisfies ListKind[]) {
    const { items, servedBy } = await engine.list({ kind, count: 20, among: 'my-tastes' }, new AbortController().signal);
    lists.push({ items, servedBy });
  }
  return { tastes, events, hidden: [...hidden].sort(), bought: [...bought].sort(), lists };
}
/** Events of which a rating says how good: else it is none. */
const anyEvents = anyHistory.map((events) => events.map((event) => (event.name === 'rate' ? { ...event, value: 4 } : event)));

describe('merging profiles', () => {
  it('gives the same lists, tastes and reasons in whatever order, however grouped and however often, with wishes and what was forgotten', () =>
    fc.assert(
      fc.asyncProperty(anyEvents, anyEvents, anyEvents, fc.func(fc.boolean()), async (a, b, c, isShared) => {
        // Devices share a part of their events, and the second one has forgotten some of its own.
        const shared = a.filter(({ id }) => isShared(id));
        const other = [...shared, ...b.filter(({ id }) => !isShared(`forgotten ${id}`))];
        const all = await merged(a, other, c);
        expect(await merged(c, other, a)).toEqual(all);
        expect(await merged([...a, ...other], c)).toEqual(all);
        expect(await merged(a, [...other, ...c])).toEqual(all);
        expect(await merged(a, a, other, c, other)).toEqual(all);
      }),
      { numRuns: 25 },
    ));

  it('counts an event that both have once', async () => {
    const [[event]] = fc.sample(
      anyEvents.filter(({ length }) => length > 0),
      1,
    );
    const device = newDevice();
    expect(await importInto(device, [event])).toEqual({ done: true, added: 1 });
    expect(await importInto(device, [event])).toEqual({ done: true, added: 0 });
    expect(device.held()).toHaveLength(1);
  });

  it('keeps what is known where a copy has an event with other content, and says so', async () => {
    const event: ShelfEvent = { id: '01jpv8p2c01mrktd1001m6967r', name: 'view_item', time: NOW - 1000, items: [{ item_id: 'tent-1' }] };
    const device = newDevice();
    await importInto(device, [event]);
    const result = await importInto(device, [{ ...event, items: [{ item_id: 'boot-1' }] }]);
    expect(result).toMatchObject({ done: false, added: 0, reason: 'bad-input', message: expect.stringContaining('other content') });
    expect(device.held()).toEqual([event]);
  });
});
