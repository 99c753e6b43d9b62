import type { ChangeResult } from '../types/change-result.js';
import type { ProfileSnapshot, Shelf } from '../types/shelf.js';
import type { ConsentControl } from './consent-control.js';
import { modeOf } from './report-health.js';
import { setPaused } from './set-paused.js';
import type { ShelfParts } from './shelf-parts.js';

type FurtherCalls = typeof import('./further-calls.js').furtherCalls;
/** By the name of a call: what it takes besides the parts of the shelf, and what it gives. */
type Terms = {
  readonly [Name in keyof FurtherCalls]: FurtherCalls[Name] extends (parts: ShelfParts, ...given: infer Given) => Promise<infer Gives>
    ? { readonly given: Given; readonly gives: Gives }
    : never;
};

/**
 * Makes the calls that a page makes seldom, the shopper's power over the profile among them. What they take is loaded when one of them is
 * made; what must hold at once does not wait for it.
 */
export function createFurtherCalls(
  parts: ShelfParts,
  consentControl: ConsentControl,
): Pick<Shelf, 'explain' | 'quiz' | 'measure' | 'segments' | 'items' | 'profile'> {
  const later =
    <Name extends keyof Terms, Otherwise>(name: Name, otherwise: Otherwise) =>
    (...given: Terms[Name]['given']): Promise<Terms[Name]['gives'] | Otherwise> =>
      parts.guard.run<Terms[Name]['gives'] | Otherwise>(
        name,
        async () => {
          const { furtherCalls } = await import('./further-calls.js');
          return (furtherCalls[name] as (...all: readonly unknown[]) => Promise<Terms[Name]['gives']>)(parts, ...given);
        },
        () => otherwise,
      );

  /** A call that may change what is known, and says so. */
  const change =
    <Given extends readonly unknown[]>(counted: 'removed' | 'added', call: (...given: Given) => Promise<number>) =>
    async (...given: Given): Promise<ChangeResult> => {
      const changed = await call(...given);
      parts.notify(true);
      return { done: true, [counted]: changed };
    };

  const ask = later('inspect', null);
  const inspect = async (): Promise<ProfileSnapshot> => {
    const known = (await ask()) ?? { events: parts.recorder.held(), bought: [], hidden: [], searches: [], retention: null };
    const { consent, paused } = parts;
    return Object.freeze({ consent, mode: modeOf(parts), paused, complete: true, ...known });
  };

  const pause = async (paused: boolean): Promise<ChangeResult> => {
    setPaused(parts, paused);
    parts.tabs.tell({ kind: 'pause', paused });
    return { done: true };
  };

  return {
    explain: later('explain', null),
    quiz: later('quiz', null),
    measure: later('measure', null),
    segments: later('segments', { model: 'fallback', categories: [], brands: [] }),
    items: later('items', { total: 0, items: [] }),
    profile: {
      inspect,
      forget: change('removed', later('forget', 0)),
      export: async () => ({
        done: true,
        profile: { format: 'onshelf-profile', version: 1, exported: new Date().toISOString(), ...(await inspect()) },
      }),
      import: change('added', later('import', 0)),
      pause: () => pause(true),
      resume: () => pause(false),
      erase: async () => {
        await consentControl.erase();
        return { done: true };
      },
    },
  };
}
