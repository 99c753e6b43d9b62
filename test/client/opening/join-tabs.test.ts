import '../../fixtures/page-globals.js';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { joinTabs, type Tabs } from '../../../src/client/opening/join-tabs.js';
import type { TabMessage } from '../../../src/client/opening/tell-tabs.js';

/** Names of the channels that are open, with what was said on each. */
let channels: Map<string, unknown[]>;
/** What was done to localStorage, in order. */
let done: string[];
let listeners: Set<(event: StorageEvent) => void>;
let tabs: Tabs;
const ERASED: TabMessage = { kind: 'consent', state: 'unknown', at: 7 };
const TOLD = '{"kind":"consent","state":"unknown","at":7}';

const says = (key: string, newValue: string | null): void => {
  for (const hear of listeners) hear({ key, newValue } as StorageEvent);
};

beforeEach(() => {
  channels = new Map();
  done = [];
  listeners = new Set();
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      readonly name: string;
      constructor(name: string) {
        this.name = name;
        channels.set(name, []);
      }
      postMessage(message: unknown): void {
        channels.get(this.name)?.push(message);
      }
      close(): void {
        channels.delete(this.name);
      }
    },
  );
  vi.stubGlobal('localStorage', {
    setItem: (key: string, value: string) => done.push(`${key} ${value}`),
    removeItem: (key: string) => done.push(`no ${key}`),
  });
  vi.stubGlobal('addEventListener', (_: string, hear: () => void) => listeners.add(hear));
  vi.stubGlobal('removeEventListener', (_: string, hear: () => void) => listeners.delete(hear));
  vi.stubGlobal('navigator', { userActivation: { hasBeenActive: true } });
  tabs = joinTabs('shop');
});

afterEach(() => void vi.unstubAllGlobals());

it('opens a channel with consent only, and closes it when consent is taken back', () => {
  expect([...channels.keys()]).toEqual([]);
  tabs.admit(true);
  tabs.admit(true);
  expect([...channels.keys()]).toEqual(['onshelf:shop']);
  tabs.admit(false);
  expect([...channels.keys()]).toEqual([]);
});

it('has no channel while the page rests, whatever happens to consent meanwhile', () => {
  tabs.rest(true);
  tabs.admit(true);
  expect([...channels.keys()]).toEqual([]);
  tabs.rest(false);
  expect([...channels.keys()]).toEqual(['onshelf:shop']);
  tabs.close();
  tabs.rest(false);
  expect([...channels.keys()]).toEqual([]);
});

it('tells what the shopper decides by an entry that is removed at once', () => {
  tabs.tell(ERASED);
  expect(done).toEqual([`onshelf-told:shop ${TOLD}`, 'no onshelf-told:shop']);
});

it('writes nothing before consent for what a page does by itself, nor for what is told with every event', () => {
  vi.stubGlobal('navigator', { userActivation: { hasBeenActive: false } });
  tabs.tell(ERASED);
  tabs.tell({ kind: 'profile' });
  tabs.tell({ kind: 'changed' });
  expect(done).toEqual([]);
  // A consent, or what comes under it, may be written.
  tabs.tell({ kind: 'consent', state: 'granted', at: 8 });
  expect(done).toHaveLength(2);
  tabs.admit(true);
  tabs.tell(ERASED);
  tabs.tell({ kind: 'changed' });
  expect(done).toHaveLength(4);
  expect(channels.get('onshelf:shop')).toEqual([ERASED, { kind: 'changed' }]);
});

it('hears what others tell, from the first moment on, and who logs in or out', () => {
  says('onshelf-told:shop', TOLD);
  const heard: TabMessage[] = [];
  tabs.listen((message) => heard.push(message));
  says('onshelf-profile:shop', null);
  says('onshelf-told:shop', '{"kind":"pause","paused":true}');
  expect(heard).toEqual([ERASED, { kind: 'profile' }, { kind: 'pause', paused: true }]);
});

it('ignores other entries, and what is no message', () => {
  const heard: TabMessage[] = [];
  tabs.listen((message) => heard.push(message));
  says('onshelf-told:another', TOLD);
  for (const text of [
    null,
    '',
    '{',
    'null',
    '[]',
    '{"kind":"consent","state":"sold","at":1}',
    '{"kind":"pause"}',
    '{"kind":"forget","what":1}',
  ])
    says('onshelf-told:shop', text);
  expect(heard).toEqual([]);
});

it('works where the browser refuses storage and channels, and hears nothing once it is closed', () => {
  vi.stubGlobal('localStorage', undefined);
  vi.stubGlobal('BroadcastChannel', undefined);
  tabs.admit(true);
  expect(() => tabs.tell(ERASED)).not.toThrow();
  tabs.close();
  expect(listeners.size).toBe(0);
});
