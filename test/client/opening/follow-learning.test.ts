import '../../fixtures/page-globals.js';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followLearning } from '../../../src/client/opening/follow-learning.js';
import type { Consent } from '../../../src/types/consent.js';
import type { LearningPace } from '../../../src/types/scoring/learning-pace.js';

const browser = { ...globalThis.navigator };
let said: (LearningPace | string)[];
let closing: AbortController;
let off: boolean;
/** Number of times that the database was used. */
let used: number;
const connection = { run: async () => void used++ };

/** The listeners of the page, by event. */
const heard = new Map<string, () => void>();
beforeEach(() => {
  said = [];
  used = 0;
  off = false;
  closing = new AbortController();
  heard.clear();
  vi.stubGlobal('addEventListener', (name: string, listener: () => void) => heard.set(name, listener));
  vi.stubGlobal('document', document);
});
afterEach(() => {
  show('visible');
  vi.unstubAllGlobals();
});

/** What the engine is told follows in a microtask. */
const told = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

function show(state: DocumentVisibilityState): void {
  (document as unknown as { visibilityState: DocumentVisibilityState }).visibilityState = state;
  heard.get('visibilitychange')?.();
}
async function follow(device: object, learning = true, consent: Consent = 'granted'): Promise<void> {
  vi.stubGlobal('navigator', { ...browser, ...device });
  followLearning(
    { learning },
    {
      link: {
        closed: closing.signal,
        call: async (name: string, pace: unknown) => {
          said.push(name === 'learn' ? (pace as LearningPace) : name);
          return null as never;
        },
      },
      storage: { opened: { connection } as never },
      consent: { state: { consent } as never },
      opening: Promise.resolve(),
      isOff: () => off,
    },
  );
  await told();
}
const battery = (charging: boolean, level: number) => Object.assign(new EventTarget(), { charging, level });

it('an engine begins to learn once the page is on', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  off = true;
  const following = follow({ getBattery: undefined });
  await vi.advanceTimersByTimeAsync(1000);
  await following;
  expect(said).toEqual([]);
  off = false;
  await vi.advanceTimersByTimeAsync(1000);
  expect(said).toEqual([null]);
  vi.useRealTimers();
});

it('a page that does not ask for it never lets the engine learn', async () => {
  await follow({}, false);
  show('hidden');
  await told();
  expect(said).toEqual([]);
});

it('a page that does not ask for it deletes what was learned, and opens no database before consent', async () => {
  for (const consent of ['unknown', 'denied'] as const) await follow({}, false, consent);
  expect(used).toBe(0);
  await follow({}, false);
  expect(used).toBe(1);
});

it('the engine learns while the page is looked at, and rests while it is hidden', async () => {
  await follow({});
  show('hidden');
  await told();
  show('hidden');
  await told();
  show('visible');
  await told();
  expect(said).toEqual([null, 'hidden', null]);
});

it('the engine rests while the browser saves data', async () => {
  await follow({ connection: { saveData: true } });
  expect(said).toEqual(['saves-data']);
});

it('the engine rests while the battery is low, and goes on once it is charged', async () => {
  const low = battery(false, 0.2);
  await follow({ getBattery: async () => low });
  low.charging = true;
  low.dispatchEvent(new Event('chargingchange'));
  await told();
  low.charging = false;
  low.level = 0.31;
  low.dispatchEvent(new Event('levelchange'));
  await told();
  low.level = 0.29;
  low.dispatchEvent(new Event('levelchange'));
  await told();
  expect(said).toEqual(['battery', null, 'battery']);
});

it('a browser that refuses to tell of its battery lets the engine learn', async () => {
  await follow({ getBattery: () => Promise.reject(new Error('not allowed')) });
  expect(said).toEqual([null]);
});

it('a closed shelf says nothing more', async () => {
  await follow({});
  closing.abort();
  show('hidden');
  await told();
  expect(said).toEqual([null]);
});
