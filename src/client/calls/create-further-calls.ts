import type { ChangeResult } from '../../types/change-result.js';
import type { Forget } from '../../types/known.js';
import type { Note } from '../../types/note.js';
import type { ProfileSnapshot, Shelf } from '../../types/shelf.js';
import type { ConsentControl } from '../consent/consent-control.js';
import { setPaused } from '../consent/set-paused.js';
import { CLOSED } from '../failures/attempt.js';
import type { ShelfParts } from '../storage/shelf-parts.js';
import type { furtherCalls } from './further-calls.js';
import { modeOf } from './mode-of.js';
import { forgetEvents, inspectProfile } from './profile-calls.js';

type FurtherCalls = typeof furtherCalls;
/** By the name of a call: what it takes besides the parts of the shelf, and what it gives. */
type Terms = {
  readonly [Name in keyof FurtherCalls]: FurtherCalls[Name] extends (parts: ShelfParts, ...given: infer Given) => Promise<infer Gives>
    ? { readonly given: Given; readonly gives: Gives }
    : never;
};

/**
 * Makes the calls that a page makes seldom, the shopper's power over the profile among them. What asks is loaded when it is called first; what
 * takes away is here, since it must work where nothing can be loaded.
 */
export function createFurtherCalls(
  parts: ShelfParts,
  consentControl: ConsentControl,
  loadPart: () => Promise<{ readonly furtherCalls: FurtherCalls }>,
): Pick<Shelf, 'explain' | 'quiz' | 'measure' | 'segments' | 'items' | 'health' | 'profile'> {
  const { guard, tabs } = parts;
  const later =
    <Name extends keyof Terms, Otherwise>(name: Name, otherwise: (why: Note) => Otherwise) =>
    (...given: Terms[Name]['given']): Promise<Terms[Name]['gives'] | Otherwise> =>
      guard.run<Terms[Name]['gives'] | Otherwise>(
        name,
        async () => {
          const part = await loadPart();
          return (part.furtherCalls[name] as (...all: readonly unknown[]) => Promise<Terms[Name]['gives']>)(parts, ...given);
        },
        otherwise,
      );
  const nothing = (): null => null;

  /** The snapshot, and why it is not complete. */
  const look = async (): Promise<[ProfileSnapshot, Note | null]> => {
    let missing: Note | null = null;
    const known = await guard.run(
      'inspect',
      () => inspectProfile(parts),
      (why) => {
        missing = why;
        return { events: parts.recorder.held(), bought: [], hidden: [], searches: [], retention: null };
      },
    );
    const { consent, paused } = parts;
    return [Object.freeze({ consent, mode: modeOf(parts), paused, complete: missing === null, ...known }), missing];
  };

  const pause = async (paused: boolean): Promise<ChangeResult> => {
    const result = setPaused(parts, paused);
    tabs.tell({ kind: 'pause', paused });
    return result;
  };
  const load = later('import', ({ code, message }): ChangeResult => ({ done: false, added: 0, reason: code, message }));

  return {
    explain: later('explain', nothing),
    quiz: later('quiz', nothing),
    measure: later('measure', nothing),
    segments: later('segments', () => ({ model: 'fallback', categories: [], brands: [] })),
    items: later('items', () => ({ total: 0, items: [] })),
    // Where the part that asks cannot be loaded, what is known here.
    health: later('health', (why) => ({
      consent: parts.consent,
      mode: modeOf(parts),
      rung: parts.storage.ladder.rung,
      storage: null,
      restsUntil: 0,
      engine: parts.link.place,
      backend: null,
      scorer: null,
      pack: null,
      ...parts.recorder.counts(),
      notes: [...parts.notes, ...parts.link.notes, why],
      lastError: guard.lastError,
    })),
    profile: {
      inspect: async () => (await look())[0],
      forget: async (what: Forget) => {
        const result = await forgetEvents(parts, what);
        parts.notify(true);
        return result;
      },
      export: async () => {
        const [known, missing] = await look();
        if (missing !== null) return { done: false, reason: missing.code, message: `${missing.message} So there is no copy.` };
        return { done: true, profile: { format: 'onshelf-profile', version: 1, exported: new Date().toISOString(), ...known } };
      },
      import: async (data) => {
        if (parts.closed) return CLOSED;
        const result = await load(data);
        parts.notify(true);
        return result;
      },
      pause: () => pause(true),
      resume: () => pause(false),
      erase: consentControl.erase,
    },
  };
}
