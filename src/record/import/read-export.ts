import { MAX_CHARACTERS } from '../../core/events/held-events.js';
import { validateEvent } from '../../core/events/validate-event.js';
import { toJson } from '../../core/text/to-json.js';
import { DAY_MS } from '../../core/time/day.js';
import { createTimeSlices } from '../../core/time/time-slices.js';
import type { ShelfEvent } from '../../types/event.js';

/** Why events of an import are not taken in, in words that follow their number. */
const REASONS = {
  'no-event': 'are no events',
  ahead: "lie ahead of this device's clock",
  twice: 'are there twice',
  room: 'find no room',
} as const;

/** Why an event of an import is not taken in. */
type ImportRefusal = keyof typeof REASONS;

/** What was read of an export. */
export interface ExportRead {
  /** Those that may be taken in, each once, in the order in which they were given. */
  readonly events: readonly ShelfEvent[];
  /** How many were given. */
  readonly given: number;
  /** How many of them are refused. */
  readonly refused: number;
  /** The same by reason. */
  readonly reasons: Readonly<Partial<Record<ImportRefusal, number>>>;
  /** Where what was given is no export at all: what is wrong with it, and what to do. */
  readonly problem?: string;
}

/** Ids as `createEventId` makes them; earlier ones have capital letters. */
const EVENT_ID = /^[0-9a-z]{26}$/i;
/** Events looked at, at most, from the end, where the latest are: four times as many as are kept. */
const LOOKED_AT = 20_000;

/**
 * Reads the events of a `ProfileExport`, holding each to the same rules as `track()`. An event that lies more than a day ahead of this
 * device's clock is refused; one that is older than its kind is kept is taken in, and goes when the log is put in order. Refused are all before those that may be kept,
 * without a look: however many are given, the work is bounded, and done in short tasks.
 *
 * @param data whatever was given to `profile.import()`
 * @param now milliseconds since 1970
 */
export async function readExport(data: unknown, now = Date.now()): Promise<ExportRead> {
  const list = listIn(data);
  if (typeof list === 'string') return { events: [], given: 0, refused: 0, reasons: {}, problem: list };
  const rest = createTimeSlices();
  const events = new Map<string, ShelfEvent>();
  const reasons: Partial<Record<ImportRefusal, number>> = {};
  const refuse = (reason: ImportRefusal, count: number): void => {
    reasons[reason] = (reasons[reason] ?? 0) + count;
  };
  const given = list.length;
  let [at, characters] = [given, 0];
  while (at > 0 && given - at < LOOKED_AT && characters < MAX_CHARACTERS) {
    await rest();
    const read = readGiven(list, --at, now);
    if (typeof read === 'string') refuse(read, 1);
    else if (events.has(read.id)) refuse('twice', 1);
    else {
      events.set(read.id, read);
      characters += toJson(read).length;
    }
  }
  if (at > 0) refuse('room', at);
  return { events: [...events.values()].reverse(), given, refused: given - events.size, reasons };
}

/**
 * Says how many events of an import were not taken in, and why.
 *
 * @param read what was read of the export
 * @param withoutRoom events among those read that found no room
 * @returns one sentence; empty where all were taken in
 */
export function tellRefused({ given, refused, reasons }: ExportRead, withoutRoom: number): string {
  if (refused + withoutRoom === 0) return '';
  const counted = { ...reasons, room: (reasons.room ?? 0) + withoutRoom };
  const why = Object.entries(counted).flatMap(([reason, count]) => (count > 0 ? [`${count} ${REASONS[reason as ImportRefusal]}`] : []));
  return `${refused + withoutRoom} of ${given} events were not taken in: ${why.join(', ')}.`;
}

/** The events of an export, or what is wrong with it. */
function listIn(data: unknown): readonly unknown[] | string {
  try {
    const { format = 'onshelf-profile', version = 1, events } = data as { format?: unknown; version?: unknown; events?: unknown };
    if (version !== 1)
      return 'The profile is of another version of the format; give one that this version of Onshelf exported, or update it.';
    if (format === 'onshelf-profile' && Array.isArray(events) && events.length >= 0) return events;
  } catch {
    // Null, or a getter of the page's threw.
  }
  return 'What was given is no profile as export() gives it: an object with a list of events.';
}

function readGiven(list: readonly unknown[], at: number, now: number): ShelfEvent | ImportRefusal {
  try {
    const entry = list[at];
    const { id, name, time } = entry as { readonly [Key in keyof ShelfEvent]?: unknown };
    if (typeof id !== 'string' || !EVENT_ID.test(id) || !(Number(time) > 0)) return 'no-event';
    const valid = validateEvent(name, entry, time as number);
    if (typeof valid === 'string') return 'no-event';
    if (valid.time > now + DAY_MS) return 'ahead';
    return { ...valid, id };
  } catch {
    return 'no-event';
  }
}
