import { MAX_CHARACTERS } from '../../core/events/held-events.js';
import { validateEvent } from '../../core/events/validate-event.js';
import { toJson } from '../../core/text/to-json.js';
import { DAY_MS } from '../../core/time/day.js';
import { createTimeSlices } from '../../core/time/time-slices.js';
import { lifetimeOf } from '../../store/log/retention.js';
import type { ShelfEvent } from '../../types/event.js';

/** Why events of an import are refused, as a phrase that follows their number. */
const REASONS = {
  'no-event': 'are no events',
  ahead: "lie ahead of this device's clock",
  expired: 'are too old',
  twice: 'are there twice',
  differs: 'are known with other content, which stays',
  room: 'find no room',
} as const;

/** Why an event of an import is refused. */
type ImportRefusal = keyof typeof REASONS;

/** Result of reading an export. */
export interface ExportRead {
  /** Valid events, each once, in the given order. */
  readonly events: readonly ShelfEvent[];
  /** Number of events given. */
  readonly given: number;
  /** Number of refused events. */
  readonly refused: number;
  /** Number of refused events by reason. */
  readonly reasons: Readonly<Partial<Record<ImportRefusal, number>>>;
  /** If the data is no export: what is wrong with it, and what to do. */
  readonly problem?: string;
}

/** Ids as `createEventId` makes them; those of earlier versions have capital letters. */
const EVENT_ID = /^[0-9a-z]{26}$/i;
/** Maximum number of events read, from the end, where the latest are: four times as many as are kept. */
const LOOKED_AT = 20_000;

/**
 * Reads the events of a `ProfileExport`, by the same rules as `track()`. An event more than a day ahead of this device's clock is
 * refused, and so is one older than its retention time. One that is there twice, with equal content, counts once. All events before the
 * last that may be kept are refused unread: the work is bounded, and done in short tasks.
 *
 * @param data the argument of `profile.import()`, any value
 * @param now milliseconds since 1970
 */
export async function readExport(data: unknown, now = Date.now()): Promise<ExportRead> {
  const list = listIn(data);
  if (typeof list === 'string') return { events: [], given: 0, refused: 0, reasons: {}, problem: list };
  const rest = createTimeSlices();
  const events = new Map<string, ShelfEvent>();
  const reasons: Partial<Record<ImportRefusal, number>> = {};
  let total = 0;
  const refuse = (reason: ImportRefusal, count: number): void => {
    reasons[reason] = (reasons[reason] ?? 0) + count;
    total += count;
  };
  const given = list.length;
  let [at, characters] = [given, 0];
  while (at > 0 && given - at < LOOKED_AT && characters < MAX_CHARACTERS) {
    await rest();
    const read = readGiven(list, --at, now);
    const other = typeof read === 'string' ? undefined : events.get(read.id);
    if (typeof read === 'string') refuse(read, 1);
    else if (other !== undefined) {
      if (toJson(other) !== toJson(read)) refuse('twice', 1);
    } else {
      events.set(read.id, read);
      characters += toJson(read).length;
    }
  }
  if (at > 0) refuse('room', at);
  return { events: [...events.values()].reverse(), given, refused: total, reasons };
}

/**
 * Describes how many events of an import were refused, and why.
 *
 * @param read result of reading the export
 * @param withoutRoom number of valid events without room
 * @param differing number of valid events that are known with other content
 * @returns one sentence; empty if none were refused
 */
export function tellRefused({ given, refused, reasons }: ExportRead, withoutRoom: number, differing = 0): string {
  const all = refused + withoutRoom + differing;
  if (all === 0) return '';
  const counted = { ...reasons, room: (reasons.room ?? 0) + withoutRoom, differs: differing };
  const why = Object.entries(counted).flatMap(([reason, count]) => (count > 0 ? [`${count} ${REASONS[reason as ImportRefusal]}`] : []));
  return `${all} of ${given} events were not taken in: ${why.join(', ')}.`;
}

/** The events of an export, or what is wrong with it. */
function listIn(data: unknown): readonly unknown[] | string {
  try {
    const { format = 'onshelf-profile', version = 1, events } = data as { format?: unknown; version?: unknown; events?: unknown };
    if (version !== 1)
      return 'The profile is of another version of the format; give one that this version of Onshelf exported, or update it.';
    if (format === 'onshelf-profile' && Array.isArray(events) && events.length >= 0) return events;
  } catch {
    // Null, or a getter of the page threw.
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
    if (valid.time < now - lifetimeOf(valid)) return 'expired';
    return { ...valid, id };
  } catch {
    return 'no-event';
  }
}
