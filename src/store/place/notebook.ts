import { toJson } from '../../core/text/to-json.js';
import type { NotedForget } from '../../types/known.js';
import type { LogWitness } from '../../types/storage.js';

/** What is noted outside the database, in localStorage: it tells whether the database still is what it was. */
interface Notes {
  /** The log's name, and events that were in it for certain. */
  readonly log?: LogWitness['log'] | undefined;
  readonly events?: LogWitness['events'] | undefined;
  /** Which of the places the log lies in, and since which day (days since 1970). */
  readonly place?: number;
  readonly day?: number;
  /** When the consent was given under which something was stored, milliseconds since 1970. */
  readonly since?: number;
  /** Last day on which the place in use did not open. */
  readonly cleared?: number;
  /** Did the shopper pause, and not resume since? */
  readonly paused?: boolean;
  /** What is to be forgotten, and is not taken out of the log yet. */
  readonly forgets?: readonly NotedForget[] | undefined;
}

/** Notes of one shop. Reading and writing never throw: some browsers refuse localStorage. */
export interface Notebook {
  /** Null where nothing was noted: then nothing was ever stored with consent. */
  read(): Notes | null;
  /** Adds to what is noted. False where the browser did not take it. */
  write(notes: Notes): boolean;
  remove(): void;
}

/** Page code may replace it later. */
const { parse } = JSON;

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
/** No shopper has more; what says so is not a count of events. */
const MAX_EVENTS = 10_000_000;
/** What a note has to be: any other is none. Disks, and other scripts of the page, write anything. */
const FORMS = {
  log: (value) => typeof value === 'string',
  events: (value) => isCount(value) && Number(value) < MAX_EVENTS,
  place: isCount,
  day: isCount,
  since: isCount,
  cleared: isCount,
  paused: (value) => typeof value === 'boolean',
  forgets: (value) => Array.isArray(value) && value.every((noted) => typeof noted?.eventId === 'string' || typeof noted?.hash === 'string'),
} satisfies { readonly [Field in keyof Notes]-?: (value: unknown) => boolean };

/** Opens the notebook of a shop. */
export function openNotebook(name: string): Notebook {
  const key = `onshelf:${name}`;
  const quietly = <T>(step: () => T): T | null => {
    try {
      return step();
    } catch {
      return null;
    }
  };
  const read = (): Notes | null =>
    quietly(() => {
      const given = parse(localStorage.getItem(key) as string);
      if (given === null || typeof given !== 'object') return null;
      return Object.fromEntries(Object.entries(FORMS).flatMap(([field, fits]) => (fits(given[field]) ? [[field, given[field]]] : [])));
    });
  return {
    read,
    write: (notes) =>
      quietly(() => {
        localStorage.setItem(key, toJson({ ...read(), ...notes }));
        return true;
      }) ?? false,
    remove: () => void quietly(() => localStorage.removeItem(key)),
  };
}
