import type { Connection } from '../../store/connection.js';
import type { ShelfEvent } from '../../types/event.js';
import type { AdoptResult, Recorder } from '../../types/recorder.js';
import { fitEvents } from './fit-events.js';

/**
 * Adds events from elsewhere: an import, a log that was moved. As many as there is room for are kept, the latest first; events that are known
 * already are left alone. Events that cannot be stored now are held in memory. Never rejects.
 *
 * @param recorder that keeps them
 * @param connection to the log
 * @param events in the form that `readEvent` requires
 */
export function adoptEvents(
  recorder: Pick<Recorder, 'adopt'>,
  connection: Pick<Connection, 'run'>,
  events: readonly ShelfEvent[],
): Promise<AdoptResult> {
  return recorder.adopt(async ({ isStoring, held, refusal, append, hold }) => {
    const refuse = (): AdoptResult | undefined => {
      const reason = refusal();
      return reason === undefined ? undefined : { added: 0, refused: events.length, reason };
    };
    const refused = refuse();
    if (refused !== undefined) return refused;
    const fitInto = (log: typeof connection | null): ReturnType<typeof fitEvents> => fitEvents(events, held(), log);
    // If the log cannot be read, as many events are held as memory has room for.
    const fitting = await fitInto(isStoring() ? connection : null).catch(() => fitInto(null));
    const { refused: withoutRoom, differing } = fitting;
    const left = { refused: withoutRoom, ...(differing > 0 && { differing }) };
    const late = refuse();
    if (late !== undefined) return late;
    if (isStoring()) {
      const added = await append(fitting.events).catch(() => null);
      if (added !== null) return { added, ...left };
    }
    return refuse() ?? { added: fitting.events.filter(hold).length, ...left };
  });
}
