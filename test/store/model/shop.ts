import { readRefusal } from '../../../src/core/page/refusal-note.js';
import { createProfileReader, type ProfileReader } from '../../../src/engine/state/profile-reader.js';
import { emptyProfile, foldEvents } from '../../../src/profile/fold-events.js';
import { readConsent } from '../../../src/store/database/consent-record.js';
import { openShelfDatabase } from '../../../src/store/database/database.js';
import { checkLog } from '../../../src/store/log/check-log.js';
import { openStore } from '../../../src/store/log/open-store.js';
import { readEventLog } from '../../../src/store/log/read-event-log.js';
import { deletePlace, placeExists, storagePlaces } from '../../../src/store/place/storage-place.js';
import type { Consent } from '../../../src/types/consent.js';
import type { ShelfEvent } from '../../../src/types/event.js';
import type { Profile } from '../../../src/types/profile.js';
import type { LogReport } from '../../../src/types/storage.js';
import { type FaultInjector, installFaultInjector } from './fault-injector.js';
import { type Ledger, openLedger } from './ledger.js';
import { openTab, type Tab } from './tab.js';
import { installVirtualTime, type VirtualTime } from './virtual-time.js';

const NAME = 'model';
const START = Date.UTC(2026, 0, 15, 12);
/** An opening is given up then. */
const OPEN_DEADLINE = 2500;
/** How long storage is left alone after a failure that nothing helped, and more. */
const REST = 6 * 60_000;
/** Real milliseconds in which storage that is well ends what it was asked for, however busy the machine is. */
const ENDING = 2000;
/** Looks at what differs or is left over, some milliseconds apart, before it counts. */
const MAX_LOOKS = 200;

/** Tabs of one shop on one database that fails, and what was promised of their events. */
export interface ModelShop {
  readonly tabs: (Tab | null)[];
  readonly ledger: Ledger;
  readonly faults: FaultInjector;
  readonly time: VirtualTime;
  open(slot: number): Promise<void>;
  /** The engine of a page that stays open reads on. */
  read(): Promise<void>;
  setConsent(slot: number, consent: Consent): Promise<void>;
  /** What was taken away is gone, but for the note of a refusal. @throws Error with what is left */
  leavesNothing(): Promise<void>;
  /** Everything that is under way is done; holds what is there against what was promised. @throws Error with what differs */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the shop with nothing stored. */
export async function openModelShop(): Promise<ModelShop> {
  await wipe();
  const time = installVirtualTime(START);
  const { warn } = console;
  console.warn = () => {};
  const faults = installFaultInjector(() => setTimeout(() => time.expire(OPEN_DEADLINE), 0));
  const ledger = openLedger();
  const tabs: (Tab | null)[] = [null, null, null];
  const alive = (): Tab[] => tabs.filter((tab) => tab !== null);
  // The engine of a page that stays open throughout: it folds on where others fold anew.
  const witness = createProfileReader();

  /**
   * What storage was asked for has ended by the clock on the wall, which on a busy machine takes as long as it takes: a deadline
   * that passed before, only because the test moved the clock, would call storage late that is not.
   */
  const ended = async (): Promise<void> => {
    for (const { recorder, state, storage } of alive()) {
      await recorder.flush();
      if (state.consent === 'granted')
        await time
          .within(
            ENDING,
            'storage',
            storage.connection.run(async () => {}),
          )
          .catch(() => {});
    }
    await turns();
  };

  /** What differs from what was promised, in words. */
  const compare = async (): Promise<string[]> => {
    const granted = alive().some((tab) => tab.state.consent === 'granted');
    const { events, report } = await readStored();
    const findings = ledger.compare(events, alive());
    if (!granted && alive().length > 0 && events.length > 0) findings.push(`${events.length} events are stored without consent`);
    if (report !== null && report.lost > 0) findings.push(`the log counts ${report.lost} events as lost`);
    for (const tab of alive()) findings.push(...(await compareKnown(tab, events)));
    if (granted) findings.push(...(await compareFold(witness, events)));
    return findings;
  };

  const settle = async (): Promise<void> => {
    faults.disarm();
    for (const tab of alive()) await tab.wake();
    await ledger.settled();
    time.advance(REST);
    await ended();
    // A failure that is noticed late may set storage at rest again.
    time.advance(REST);
    await ended();
    // A page goes on being used. Whatever failed before, storage that is well again takes the next event; that is also when a
    // tab notices that it is well.
    const [woken, first] = [alive().filter((tab) => tab.state.consent === 'granted'), ledger.entries.length];
    for (const tab of woken) {
      const parameters = { items: [{ item_id: 'next' }, { item_id: `tag-${ledger.entries.length}` }] };
      ledger.tracked(tab, 'next', tab.recorder.track('view_item', parameters));
    }
    await ledger.settled();
    // Whoever finds that storage is well again stores what it holds and brings the engine back.
    await ended();
    const refused = ledger.entries.slice(first).filter(({ kept }) => kept !== 'stored');
    if (refused.length > 0) throw new Error(`storage is well again, and ${refused.length} of ${woken.length} tabs do not store`);
    const findings = await lasting(compare);
    if (findings.length > 0) throw new Error(findings.join('\n'));
  };

  const leavesNothing = async (): Promise<void> => {
    // Deletions that were given up in the meantime are carried out all the same; a tab that is frozen hears of them from the browser.
    let left = await leftovers();
    for (let turn = 0; left.length > 0 && turn < MAX_LOOKS; turn++) {
      await turns();
      left = await leftovers();
    }
    if (left.length > 0) throw new Error(`${left} left after consent was taken back`);
  };

  return {
    tabs,
    ledger,
    faults,
    time,
    open: async (slot) => {
      tabs[slot] = await openTab(NAME, (from, message) => Promise.all(alive().map((tab) => tab !== from && tab.hear(message))));
    },
    read: async () => void (await readOn(witness)),
    setConsent: async (slot, consent) => {
      if (consent !== 'granted') {
        ledger.erased();
        witness.attach(null);
      }
      // What is said later is told from what was said before by the time.
      time.advance(1);
      await tabs[slot]?.consentControl.set(consent);
      await tabs[slot]?.heard();
      if (consent !== 'granted') await leavesNothing();
    },
    leavesNothing,
    settle,
    close: async () => {
      faults.disarm();
      for (const tab of alive()) tab.crash();
      witness.attach(null);
      await new Promise((resolve) => setTimeout(resolve, 1));
      faults.release();
      faults.remove();
      await time.within(5000, 'deleting what the tabs left open', wipe()).finally(() => {
        time.restore();
        console.warn = warn;
      });
    },
  };
}

/** Lets what is under way go on for a while. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** What differs, and goes on differing while whatever is still under way has time to end. */
async function lasting(find: () => Promise<string[]>): Promise<string[]> {
  let findings = await find();
  for (let turn = 0; findings.length > 0 && turn < MAX_LOOKS; turn++) {
    await turns();
    findings = await find();
  }
  return findings;
}

/** What lies in the browser, in words. */
async function leftovers(): Promise<string[]> {
  const places = storagePlaces(NAME);
  const existing = await Promise.all(places.map(placeExists));
  const databases = places.filter((_, index) => existing[index]).map(({ bucket, database }) => `database ${bucket ?? ''}/${database}`);
  // The note of a refusal stays: one word and a time.
  const noted = readRefusal(NAME) === null ? 0 : 1;
  return localStorage.length > noted ? [...databases, `localStorage ${JSON.stringify({ ...localStorage })}`] : databases;
}

async function wipe(): Promise<void> {
  localStorage.clear();
  for (const place of storagePlaces(NAME)) if (await placeExists(place)) await deletePlace(place);
}

/** Reads the log past the connections of the tabs. */
async function readStored(): Promise<{ events: readonly ShelfEvent[]; report: LogReport | null }> {
  const events: ShelfEvent[] = [];
  let report: LogReport | null = null;
  for (const place of storagePlaces(NAME)) {
    if (!(await placeExists(place))) continue;
    const database = await openShelfDatabase(place, () => {
      database.close();
      return undefined;
    });
    try {
      // A grant that storage did not take leaves an empty one, until storage takes it.
      if ((await readConsent(database)) === null && (await database.count('events')) === 0) continue;
      const store = await openStore(database);
      const read = await readEventLog(store, 0);
      if ((await readConsent(database)) === null) throw new Error(`${read.events.length} events lie in a database without consent`);
      if (read.damaged.length > 0) throw new Error(`${read.damaged.length} records can not be read`);
      events.push(...read.events.map(({ sequence: _, ...event }) => event));
      report = await checkLog(store, null);
    } finally {
      database.close();
    }
  }
  return { events, report };
}

/** Does a tab know what is stored and what it holds, each once? */
async function compareKnown(tab: Tab, stored: readonly ShelfEvent[]): Promise<string[]> {
  const own = tab.recorder.held().filter((event) => !stored.some(({ id }) => id === event.id));
  const expected = [...(tab.state.consent === 'granted' ? stored : []), ...own];
  const profile = foldEvents(emptyProfile(), expected);
  const known = await tab.engine.inspect();
  const findings: string[] = [];
  const compare = (what: string, got: readonly string[], wanted: readonly string[]): void => {
    if (JSON.stringify([...got].sort()) !== JSON.stringify([...wanted].sort()))
      findings.push(`a tab knows other ${what} than are there: ${got} instead of ${wanted}`);
  };
  compare(
    'events',
    known.events.map(({ id }) => id),
    expected.map(({ id }) => id),
  );
  compare('bought items', known.bought, [...profile.bought]);
  compare(
    'searches',
    known.searches,
    profile.searches.map(({ text }) => text),
  );
  return findings;
}

/** The profile that an engine has after reading on; null where nothing is stored. */
async function readOn(reader: ProfileReader): Promise<Profile | null> {
  const places = await Promise.all(storagePlaces(NAME).map(placeExists));
  if (!places.includes(true)) return null;
  reader.attach(storagePlaces(NAME)[places.indexOf(true)]);
  return reader.read([]);
}

/** Does an engine that read the log in steps have the profile of the whole log? */
async function compareFold(reader: ProfileReader, stored: readonly ShelfEvent[]): Promise<string[]> {
  const profile = await readOn(reader);
  if (profile === null || same(profile, foldEvents(emptyProfile(), stored))) return [];
  return ['the profile folded in steps is not that of the whole log'];
}

function same(a: Profile, b: Profile): boolean {
  const text = ({ recorded, interactions, bought, hidden, searches }: Profile): string =>
    JSON.stringify([recorded, interactions, [...bought], [...hidden], searches]);
  return text(a) === text(b);
}
