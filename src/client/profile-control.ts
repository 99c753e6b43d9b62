import { eventMatcher } from '../core/event-matcher.js';
import type { Forget } from '../types/known.js';
import type { ProfileSnapshot, Shelf } from '../types/shelf.js';
import type { ConsentControl } from './consent-control.js';
import { modeOf } from './report-health.js';
import { type ShelfParts, syncEngine } from './shelf-parts.js';

/** Makes `shelf.profile`: what is known, and the shopper's power over it. */
export function createProfileControl(parts: ShelfParts, consentControl: ConsentControl): Shelf['profile'] {
  const { recorder, link, guard } = parts;

  /** What is stored, from earlier visits and this one, can be read. It does not take the pack. */
  const ready = async (): Promise<void> => {
    await parts.attached;
    // It could not be told then, since storage failed.
    if (parts.consent === 'granted' && parts.storage.report === null) await syncEngine(parts);
    await recorder.flush();
  };

  const inspect = async (): Promise<ProfileSnapshot> => {
    const known = await guard.run(
      'inspect',
      async () => {
        await ready();
        return link.call('inspect', null);
      },
      () => ({ events: recorder.held(), bought: [], hidden: [], searches: [], retention: null }),
    );
    return Object.freeze({ consent: parts.consent, mode: modeOf(parts), ...known });
  };

  const forget = (what: Forget): Promise<number> =>
    guard.run(
      'forget',
      async () => {
        await ready();
        const removed = await link.call('forget', what);
        const dropped = recorder.drop(eventMatcher(what));
        parts.notify(true);
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
        async () => recorder.adopt((await import('../record/read-export.js')).readExport(data)),
        () => 0,
      );
      parts.notify(true);
      return added;
    },
    erase: consentControl.erase,
  };
}
