import type { ShelfEvent } from '../../../src/types/event.js';
import type { TrackResult } from '../../../src/types/results/track-result.js';
import type { Tab } from './tab.js';

/**
 * The place in which an event has to be.
 *
 * - `must`: in the log once it was acknowledged as stored; before that, in the log or held by its tab
 * - `may`: its tab ended with it, or it was pending when it was forgotten
 * - `never`: forgotten, erased, or refused
 */
type Demand = 'must' | 'may' | 'never';

/** An event that was tracked. */
interface Entry {
  /** The item that only this event has. */
  readonly tag: string;
  /** The item that it shares with others. */
  readonly item: string;
  readonly owner: Tab;
  kept: TrackResult['kept'] | 'pending';
  demand: Demand;
}

/** The promises for each event: the model that the storage is checked against. */
export interface Ledger {
  readonly entries: readonly Entry[];
  tracked(owner: Tab, item: string, result: Promise<TrackResult>): string;
  /** Resolves when every call of `track()` of a living tab has been answered. */
  settled(): Promise<void>;
  died(tab: Tab): void;
  /** Call before forgetting; call the result when it succeeded or failed. */
  forgetting(item: string): (succeeded: boolean) => void;
  erased(): void;
  /** The differences from the promises, as text. */
  compare(logged: readonly ShelfEvent[], tabs: readonly Tab[]): string[];
}

/** The item that only one event has: its last. */
function tagOf(event: ShelfEvent): string {
  return event.items.at(-1)?.item_id ?? '';
}

/** Creates an empty ledger. */
export function openLedger(): Ledger {
  const entries: Entry[] = [];
  const pending = new Set<Promise<unknown>>();

  const inWords = (entry: Entry): string => `${entry.tag} (${entry.item}, kept: ${entry.kept}, ${entry.demand})`;

  return {
    entries,
    tracked: (owner, item, result) => {
      const entry: Entry = { tag: `tag-${entries.length}`, item, owner, kept: 'pending', demand: 'must' };
      entries.push(entry);
      const settling = result.then(({ kept }) => {
        // Ended tabs get no answers.
        if (entry.demand === 'may' && entry.kept === 'pending' && entry.owner.dead) return;
        entry.kept = kept;
        if (kept === 'no') entry.demand = 'never';
      });
      pending.add(settling);
      void settling.finally(() => pending.delete(settling));
      return entry.tag;
    },
    settled: async () => {
      while (pending.size > 0) await Promise.all(pending);
    },
    died: (tab) => {
      for (const entry of entries) if (entry.owner === tab && entry.kept !== 'stored' && entry.demand === 'must') entry.demand = 'may';
    },
    forgetting: (item) => {
      const matching = entries.filter((entry) => entry.item === item && entry.demand !== 'never');
      const before = matching.map((entry) => entry.kept);
      return (succeeded) => {
        for (const [index, entry] of matching.entries()) {
          const gone = before[index] !== 'pending';
          entry.demand = gone && succeeded && entry.demand === 'must' ? 'never' : 'may';
        }
      };
    },
    erased: () => {
      for (const entry of entries) entry.demand = 'never';
    },
    compare: (logged, tabs) => {
      const inLog = new Map<string, number>();
      for (const event of logged) inLog.set(tagOf(event), (inLog.get(tagOf(event)) ?? 0) + 1);
      const findings: string[] = [];
      for (const entry of entries) {
        const count = inLog.get(entry.tag) ?? 0;
        inLog.delete(entry.tag);
        const holders = tabs.filter((tab) => tab.recorder.held().some((event) => tagOf(event) === entry.tag));
        if (count > 1) findings.push(`${inWords(entry)} is ${count} times in the log`);
        if (entry.demand === 'never' && count > 0) findings.push(`${inWords(entry)} is in the log`);
        if (entry.demand === 'never' && holders.length > 0) findings.push(`${inWords(entry)} is held in memory`);
        if (entry.demand !== 'must' || count > 0) continue;
        if (entry.kept === 'stored') findings.push(`${inWords(entry)} is not in the log`);
        if (entry.kept === 'memory' && !holders.includes(entry.owner)) findings.push(`${inWords(entry)} is neither in the log nor held`);
      }
      for (const tag of inLog.keys()) findings.push(`${tag} was never tracked, and is in the log`);
      return findings;
    },
  };
}
