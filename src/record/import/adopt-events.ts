import type { Connection } from '../../store/connection.js';
import type { ShelfEvent } from '../../types/event.js';
import type { AdoptResult } from '../../types/recorder.js';
import { fitEvents } from './fit-events.js';

/** What taking events in works with. */
export interface Adopting {
  /** The log, or null where events are held in memory. */
  log(): Pick<Connection, 'run'> | null;
  held(): readonly ShelfEvent[];
  /** What becomes of them where nothing may be kept any more; undefined where it may. */
  refusal(): AdoptResult | undefined;
  /** Appends events to the log, and resolves with how many were new to it. */
  append(events: readonly ShelfEvent[]): Promise<number>;
  /** Holds an event in memory; false where it was there already. */
  hold(event: ShelfEvent): boolean;
}

/**
 * Takes in events from elsewhere: an import, a log that was moved. Never rejects. Loaded when there are any.
 *
 * @param events of the form that `readEvent` asks for
 * @param adopting see `Adopting`
 */
export async function adoptEvents(events: readonly ShelfEvent[], adopting: Adopting): Promise<AdoptResult> {
  // Where the log cannot be read, what there is room for in memory is held.
  const fitting = await fitEvents(events, adopting.held(), adopting.log()).catch(() => fitEvents(events, adopting.held(), null));
  const refused = adopting.refusal();
  if (refused !== undefined) return refused;
  if (adopting.log() !== null) {
    const added = await adopting.append(fitting.events).catch(() => null);
    if (added !== null) return { added, refused: fitting.refused };
  }
  return adopting.refusal() ?? { added: fitting.events.filter(adopting.hold).length, refused: fitting.refused };
}
