import { readExport } from '../record/read-export.js';
import { readLog } from '../store/event-log.js';
import { removeEvents } from '../store/remove-events.js';
import { RETENTION } from '../store/retention.js';
import type { ShelfEvent } from '../types/event.js';
import type { Forget, ProfileSnapshot, Shelf } from '../types/shelf.js';
import type { ConsentControl } from './consent-control.js';
import { modeOf } from './report-health.js';
import type { ShelfParts } from './shelf-parts.js';

/** Makes `shelf.profile`: what is known, and the shopper's power over it. */
export function createProfileControl(parts: ShelfParts, consentControl: ConsentControl): Shelf['profile'] {
  const { storage, recorder, link, tabs, guard } = parts;

  const events = async (): Promise<ShelfEvent[]> => {
    await recorder.flush();
    const stored =
      parts.consent === 'granted'
        ? await guard.run(
            'storage',
            async () => (await storage.connection.run((store) => readLog(store, 0))).events,
            () => [],
          )
        : [];
    const known = new Map([...recorder.held(), ...stored].map((event) => [event.id, event]));
    return [...known.values()].sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
  };

  const inspect = async (): Promise<ProfileSnapshot> => {
    const known = await guard.run(
      'inspect',
      () => link.call('inspect', null),
      () => ({ bought: [], hidden: [], searches: [] }),
    );
    return Object.freeze({ consent: parts.consent, mode: modeOf(parts), events: await events(), ...known, retention: RETENTION });
  };

  const forget = (what: Forget): Promise<number> =>
    guard.run(
      'forget',
      async () => {
        const matches = (event: ShelfEvent): boolean =>
          'eventId' in what ? event.id === what.eventId : event.items.some((item) => item.item_id === what.itemId);
        await recorder.flush();
        // Stored events first: where that fails, nothing is half forgotten.
        const removed = parts.consent === 'granted' ? await storage.connection.run((store) => removeEvents(store, matches), 'write') : 0;
        const dropped = recorder.drop(matches);
        await link.call('hold', { events: recorder.held() });
        tabs.tell({ kind: 'changed' });
        parts.notify();
        return dropped + removed;
      },
      () => 0,
    );

  return {
    inspect,
    forget,
    export: async () => ({ format: 'onshelf-profile', version: 1, exported: new Date().toISOString(), ...(await inspect()) }),
    import: async (data) => {
      const added = await guard.run(
        'import',
        () => recorder.adopt(readExport(data)),
        () => 0,
      );
      tabs.tell({ kind: 'changed' });
      parts.notify();
      return added;
    },
    erase: consentControl.erase,
  };
}
