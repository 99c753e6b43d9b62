import { createProfileReader } from '../../../src/engine/state/profile-reader.js';
import type { Consent } from '../../../src/types/consent.js';
import type { ShelfOptions } from '../../../src/types/shelf.js';
import { compareFold, compareKnown, readOn } from './compare-profiles.js';
import { type FaultInjector, installFaultInjector } from './fault-injector.js';
import { type Ledger, openLedger } from './ledger.js';
import { leftovers, NAME, readStored, wipe } from './stored-log.js';
import { openTab, type Tab } from './tab.js';
import { installVirtualTime, type VirtualTime } from './virtual-time.js';

const START = Date.UTC(2026, 0, 15, 12);
/** Timeout of opening, in milliseconds. */
const OPEN_TIMEOUT_MS = 2500;
/** More than the milliseconds for which storage is suspended after a failure. */
const SUSPENSION_MS = 6 * 60_000;
/** Real milliseconds in which working storage completes a request, however busy the machine is. */
const ENDING = 2000;
/** Number of checks for differences or remains, some milliseconds apart, before one counts. */
const MAX_LOOKS = 200;

/** Tabs of one shop on one database that fails, and the promises for their events. */
export interface ModelShop {
  readonly tabs: (Tab | null)[];
  readonly ledger: Ledger;
  readonly faults: FaultInjector;
  readonly time: VirtualTime;
  open(slot: number, options?: Partial<ShelfOptions>): Promise<void>;
  /** The engine of a page that stays open reads new events. */
  read(): Promise<void>;
  setConsent(slot: number, consent: Consent): Promise<void>;
  /** Expects deleted data to be gone, except the note of a refusal. @throws Error with the remains */
  leavesNothing(): Promise<void>;
  /** Waits for all pending work; compares the stored events with the promises. @throws Error with the differences */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the shop with nothing stored. */
export async function openModelShop(): Promise<ModelShop> {
  await wipe();
  const time = installVirtualTime(START);
  const { warn } = console;
  console.warn = () => {};
  const faults = installFaultInjector(() => setTimeout(() => time.expire(OPEN_TIMEOUT_MS), 0));
  const ledger = openLedger();
  const tabs: (Tab | null)[] = [null, null, null];
  const alive = (): Tab[] => tabs.filter((tab) => tab !== null);
  // The engine of a page that stays open throughout: it folds new events only, where others fold all again.
  const reader = createProfileReader();

  /**
   * Requests to storage end by the real clock, which on a busy machine may take long. A deadline that passed before, only because
   * the test moved its clock, would report working storage as late.
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

  /** The differences from the promises, as text. */
  const compare = async (): Promise<string[]> => {
    const granted = alive().some((tab) => tab.state.consent === 'granted');
    const { events, report } = await readStored();
    const findings = ledger.compare(events, alive());
    if (!granted && alive().length > 0 && events.length > 0) findings.push(`${events.length} events are stored without consent`);
    if (report !== null && report.lost > 0) findings.push(`the log counts ${report.lost} events as lost`);
    for (const tab of alive()) findings.push(...(await compareKnown(tab, events)));
    if (granted) findings.push(...(await compareFold(reader, events)));
    return findings;
  };

  const settle = async (): Promise<void> => {
    faults.disarm();
    for (const tab of alive()) await tab.wake();
    await ledger.settled();
    time.advance(SUSPENSION_MS);
    await ended();
    // A failure that is noticed late may suspend storage again.
    time.advance(SUSPENSION_MS);
    await ended();
    // The page stays in use. After any earlier failure, working storage accepts the next event; that is also when a tab notices
    // that storage works.
    const [woken, first] = [alive().filter((tab) => tab.state.consent === 'granted'), ledger.entries.length];
    for (const tab of woken) {
      const parameters = { items: [{ item_id: 'next' }, { item_id: `tag-${ledger.entries.length}` }] };
      ledger.tracked(tab, 'next', tab.recorder.track('view_item', parameters));
    }
    await ledger.settled();
    // A tab that finds storage working again stores its held events and attaches the engine again.
    await ended();
    const refused = ledger.entries.slice(first).filter(({ kept }) => kept !== 'stored');
    if (refused.length > 0) throw new Error(`storage is well again, and ${refused.length} of ${woken.length} tabs do not store`);
    const findings = await lasting(compare);
    if (findings.length > 0) throw new Error(findings.join('\n'));
  };

  const leavesNothing = async (): Promise<void> => {
    // Deletions that timed out are carried out later; a frozen tab learns of them from the browser.
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
    open: async (slot, options) => {
      tabs[slot] = await openTab(NAME, (from, message) => Promise.all(alive().map((tab) => tab !== from && tab.hear(message))), options);
    },
    read: async () => void (await readOn(reader)),
    setConsent: async (slot, consent) => {
      if (consent !== 'granted') {
        ledger.erased();
        reader.attach(null);
      }
      // A later message differs from an earlier one by its time.
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
      reader.attach(null);
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

/** Lets pending work run for a while. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** The differences that remain after all pending work had time to end. */
async function lasting(find: () => Promise<string[]>): Promise<string[]> {
  let findings = await find();
  for (let turn = 0; findings.length > 0 && turn < MAX_LOOKS; turn++) {
    await turns();
    findings = await find();
  }
  return findings;
}
