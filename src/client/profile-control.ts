import type { ProfileSnapshot, Shelf } from '../types/shelf.js';
import type { ConsentControl } from './consent-control.js';
import { modeOf } from './report-health.js';
import type { ShelfParts } from './shelf-parts.js';

/** Makes `shelf.profile`: what is known, and the shopper's power over it. What it takes is loaded when it is asked for. */
export function createProfileControl(parts: ShelfParts, consentControl: ConsentControl): Shelf['profile'] {
  const ask = <T>(what: string, step: (calls: typeof import('./profile-calls.js')) => Promise<T>, otherwise: () => T): Promise<T> =>
    parts.guard.run(what, async () => step(await import('./profile-calls.js')), otherwise);

  const change = async (what: string, step: (calls: typeof import('./profile-calls.js')) => Promise<number>): Promise<number> => {
    const changed = await ask(what, step, () => 0);
    parts.notify(true);
    return changed;
  };

  const inspect = async (): Promise<ProfileSnapshot> => {
    const known = await ask(
      'inspect',
      (calls) => calls.inspectProfile(parts),
      () => ({ events: parts.recorder.held(), bought: [], hidden: [], searches: [], retention: null }),
    );
    return Object.freeze({ consent: parts.consent, mode: modeOf(parts), ...known });
  };

  return {
    inspect,
    forget: (what) => change('forget', (calls) => calls.forgetEvents(parts, what)),
    export: async () => ({ format: 'onshelf-profile', version: 1, exported: new Date().toISOString(), ...(await inspect()) }),
    import: (data) => change('import', (calls) => calls.importProfile(parts, data)),
    erase: consentControl.erase,
  };
}
