import { toJson } from '../../core/text/to-json.js';
import type { NotedForget } from '../../types/known.js';
import type { ConsentReceipt } from '../../types/privacy/consent-receipt.js';
import type { RecordedLength } from '../../types/storage.js';

/** Notes in localStorage, outside the database, by which a change of the database is detected. */
interface NoteFields {
  /** The log's name, and the number of events known to be in it. */
  readonly log?: RecordedLength['log'] | undefined;
  readonly events?: RecordedLength['events'] | undefined;
  /** Number of the log's place, and since which day (days since 1970). */
  readonly place?: number;
  readonly day?: number;
  /** Time of the consent under which events were stored, milliseconds since 1970. */
  readonly since?: number;
  /** Latest day on which the place in use did not open. */
  readonly cleared?: number;
  /** Whether recording is paused. */
  readonly paused?: boolean;
  /** Of the consent; whoever reads it checks it. */
  readonly receipt?: ConsentReceipt;
  /** Pending requests to forget. */
  readonly forgets?: readonly NotedForget[] | undefined;
}

/** Local notes of one shop. Reading and writing never throw, though some browsers refuse localStorage. */
export interface LocalNotes {
  /** Null without notes: then nothing was ever stored with consent. */
  read(): NoteFields | null;
  /** Merges fields into the notes. False if the browser refused. */
  write(notes: NoteFields): boolean;
  remove(): void;
}

/** Read when the library loads: a page may replace it later. */
const { parse } = JSON;

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
/** A larger count is not valid. */
const MAX_EVENTS = 10_000_000;
const isNote = (noted: Partial<Record<string, unknown>> | null): boolean =>
  [noted?.eventId, noted?.salt, noted?.hash].some((text) => typeof text === 'string') || Array.isArray(noted?.eventIds);
/** Validators of the fields. An invalid field is ignored: disks and other scripts may change it. */
const FORMS = {
  log: (value) => typeof value === 'string',
  events: (value) => isCount(value) && Number(value) < MAX_EVENTS,
  place: isCount,
  day: isCount,
  since: isCount,
  cleared: isCount,
  paused: (value) => typeof value === 'boolean',
  receipt: (value) => Object(value) === value,
  forgets: (value) => Array.isArray(value) && value.every(isNote),
} satisfies { readonly [Field in keyof NoteFields]-?: (value: unknown) => boolean };

/** Opens the local notes of a shop. */
export function openLocalNotes(name: string): LocalNotes {
  const key = `onshelf:${name}`;
  const quietly = <T>(step: () => T): T | null => {
    try {
      return step();
    } catch {
      return null;
    }
  };
  const read = (): NoteFields | null =>
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
