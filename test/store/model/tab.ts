import { createFurtherCalls } from '../../../src/client/calls/create-further-calls.js';
import { createProfileCalls } from '../../../src/client/calls/create-profile-calls.js';
import { finishForgetting } from '../../../src/client/calls/finish-forgetting.js';
import { unnote } from '../../../src/client/calls/forget-events.js';
import { type ConsentControl, createConsentControl, noteLength } from '../../../src/client/consent/consent-control.js';
import { type ConsentState, createConsentStore } from '../../../src/client/consent/consent-state.js';
import { recallConsent } from '../../../src/client/consent/recall-consent.js';
import { syncEngine } from '../../../src/client/consent/sync-engine.js';
import { createGuard, type Guard } from '../../../src/client/failures/guard.js';
import { loadLater } from '../../../src/client/opening/load-later.js';
import { receiveMessage } from '../../../src/client/opening/receive-message.js';
import type { TabMessage } from '../../../src/client/opening/tell-tabs.js';
import { createShelfStorage } from '../../../src/client/storage/create-shelf-storage.js';
import type { ShelfStorage } from '../../../src/client/storage/shelf-storage.js';
import { createEngine, type Engine } from '../../../src/engine/engine.js';
import { tasteNamed } from '../../../src/engine/rows/taste-named.js';
import { createRecorder } from '../../../src/record/recorder.js';
import type { ShelfEvent } from '../../../src/types/event.js';
import type { Note } from '../../../src/types/note.js';
import type { Recorder } from '../../../src/types/recorder.js';
import type { TasteKind } from '../../../src/types/results/taste-wish.js';
import type { Shelf, ShelfOptions } from '../../../src/types/shelf.js';
import type { Link } from '../../../src/worker/link.js';

/** A tab: all parts that `createShelf` combines except the pack, the worker's thread, and the channel between tabs. */
export interface Tab {
  readonly recorder: Recorder;
  readonly storage: ShelfStorage;
  readonly state: ConsentState;
  readonly engine: Engine;
  readonly profile: Shelf['profile'];
  readonly consentControl: ConsentControl;
  /** Parts that failed and were handled. */
  readonly failures: string[];
  /** Events by their unique item, as the recorder made them. */
  readonly made: Map<string, ShelfEvent>;
  readonly dead: boolean;
  /** The page goes away or to the background. */
  leave(): void;
  /** Handles a message of another tab; a frozen tab does so when it resumes. */
  hear(message: TabMessage): Promise<void>;
  freeze(): void;
  wake(): Promise<void>;
  /** Resolves when the other tabs have handled the messages of this one. */
  heard(): Promise<unknown>;
  /** The process of the tab ends. */
  crash(): void;
}

/** Messages between the tabs of a shop, without the delay: resolves when all have handled it. */
export type TellTabs = (from: Tab, message: TabMessage) => Promise<unknown>;

/**
 * Opens a tab.
 *
 * @param name of the shop
 * @param tell delivers a message to the other tabs
 * @param options of its page
 */
export async function openTab(name: string, tell: TellTabs, options: Partial<ShelfOptions> = {}): Promise<Tab> {
  const failures: string[] = [];
  let dead = false;
  const guard = createGuard();
  const noted: Guard = {
    // An ended tab does nothing more.
    run: <T>(part: string, step: () => Promise<T>, otherwise?: (why: Note) => T) =>
      dead
        ? new Promise<never>(() => {})
        : guard.run(part, step, (why) => {
            failures.push(`${part}: ${why.message}`);
            return otherwise?.(why) as T;
          }),
    get lastError() {
      return guard.lastError;
    },
  };
  let tab: Tab | undefined;
  let told: Promise<unknown> = Promise.resolve();
  /** Messages that a frozen tab receives when it resumes; null: it is not frozen. */
  let queue: TabMessage[] | null = null;
  const consent = createConsentStore();
  const storage = createShelfStorage(
    name,
    {
      onErased: (until) => {
        if (consent.state.consent === 'granted') void tab?.consentControl.follow('unknown', until);
      },
      onRefused: () => void tab?.consentControl.heed(),
      onEmptied: () => void tab?.consentControl.lose(),
      onMoved: (adopt) => tab && adopt(tab.recorder),
      onMended: () => {
        if (consent.state.consent === 'granted') void tab?.recorder.storeHeld().then(() => syncEngine(parts));
      },
    },
    loadLater,
  );
  const recalled = await recallConsent({ name, options, consent, storage }, loadLater);
  consent.dispatch({ kind: 'apply', consent: recalled });
  const engine = createEngine();
  const made = new Map<string, ShelfEvent>();
  const { result: recorder, leave } = catchLeaving(() =>
    createRecorder({
      consent: recalled,
      connection: storage.connection,
      now: Date.now,
      onLeaving: () => noteLength(parts),
      onKept: (event, held) => {
        made.set(event.items.at(-1)?.item_id ?? '', event);
        if (held) engine.observe(event);
      },
    }),
  );
  const parts = {
    build: 'test',
    name,
    profile: 'guest' as const,
    options,
    storage,
    recorder,
    link: linkTo(engine, () => dead),
    seal: () => null,
    tabs: {
      tell: (message: TabMessage) => {
        told = Promise.all([told, tell(tab as Tab, message)]);
      },
    },
    guard: noted,
    opening: Promise.resolve(),
    notify: () => {},
    isOff: () => false,
    consent,
  };
  const consentControl = createConsentControl(parts);
  tab = {
    recorder,
    storage,
    get state() {
      return consent.state;
    },
    engine,
    profile: createProfileCalls(parts, consentControl, createFurtherCalls(parts, loadLater)),
    consentControl,
    failures,
    made,
    leave,
    hear: async (message) => {
      if (queue === null) await receiveMessage(parts, consentControl, message);
      else queue.push(message);
    },
    freeze: () => {
      queue ??= [];
    },
    wake: async () => {
      const heard = queue ?? [];
      queue = null;
      await Promise.all(heard.map((message) => receiveMessage(parts, consentControl, message)));
      // The browser reports notes written meanwhile.
      await consentControl.heed();
    },
    heard: () => told,
    get dead() {
      return dead;
    },
    crash: () => {
      dead = true;
      // Its pending code finds itself without consent and without storage.
      recorder.restrict('denied', false);
      recorder.close();
      void storage.revoke();
      void engine.attach(null);
    },
  };
  await consentControl.finish();
  if (recalled === 'granted') {
    await syncEngine(parts);
    await finishForgetting(parts, unnote);
  }
  return tab;
}

/** The engine on this thread, without the copies of messages. */
function linkTo(engine: Engine, isDead: () => boolean): Link {
  const handlers: Record<string, (input: never) => unknown> = {
    hold: ({ events }: { events: readonly ShelfEvent[] }) => engine.hold(events),
    attach: ({ storage }: { storage: Parameters<Engine['attach']>[0] }) => engine.attach(storage),
    inspect: () => engine.inspect(),
    taste: async ({ kind, name }: { kind: TasteKind; name: string }) => tasteNamed((await engine.context({})).pack, kind, name),
    forget: (what: Parameters<Engine['forget']>[0]) => engine.forget(what),
  };
  // An ended tab gets no answer.
  const call = async (name: string, input: unknown): Promise<unknown> => {
    const answer = await handlers[name](input as never);
    return isDead() ? new Promise(() => {}) : answer;
  };
  return { place: 'inline', notes: [], closed: new AbortController().signal, call: call as Link['call'], close: () => {} };
}

/** Catches the callbacks for when the page goes away: several tabs share this page. */
function catchLeaving<T>(make: () => T): { result: T; leave: () => void } {
  const real = globalThis.addEventListener;
  let leave = (): void => {};
  globalThis.addEventListener = ((type: string, listener: () => void) => {
    if (type === 'pagehide') leave = listener;
  }) as typeof addEventListener;
  try {
    return { result: make(), leave: () => leave() };
  } finally {
    globalThis.addEventListener = real;
  }
}
