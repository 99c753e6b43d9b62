import { readExport } from '../record/read-export.js';
import { readLog, removeEvents } from '../store/event-log.js';
import type { ShelfEvent } from '../types/event.js';
import type { Forget, ProfileSnapshot, Shelf } from '../types/shelf.js';
import type { ConsentControl } from './consent-control.js';
import { type ShelfParts, syncEngine } from './shelf-parts.js';

/** Makes `shelf.profile`: what is known, and the shopper's power over it. */
export function createProfileControl(parts: ShelfParts, consentControl: ConsentControl): Shelf['profile'] {
  const { storage, recorder, link, tabs, guard } = parts;

  const events = async (): Promise<ShelfEvent[]> => {
    await recorder.flush();
    const stored =
      parts.consent === 'granted'
        ? await guard.run(
            'storage',
            async () => (await readLog(await storage.open(), 0)).events,
            () => [],
          )
        : [];
    return [...stored, ...recorder.held()].sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
  };

  const inspect = async (): Promise<ProfileSnapshot> => {
    const known = await guard.run(
      'inspect',
      () => link.call('inspect', null),
      () => ({ bought: [], hidden: [], searches: [] }),
    );
    const mode = parts.consent === 'denied' ? 'none' : parts.consent === 'granted' ? 'stored' : 'memory';
    return Object.freeze({ consent: parts.consent, mode, events: await events(), ...known });
  };

  const forget = (what: Forget): Promise<number> =>
    guard.run(
      'forget',
      async () => {
        const matches = (event: ShelfEvent): boolean =>
          'eventId' in what ? event.id === what.eventId : event.items.some((item) => item.item_id === what.itemId);
        await recorder.flush();
        // Stored events first: where that fails, nothing is half forgotten.
        const removed = parts.consent === 'granted' ? await removeEvents(await storage.open(), matches) : 0;
        const dropped = recorder.drop(matches);
        await syncEngine(parts);
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
