import type { ChangeResult } from '../../types/change-result.js';
import type { Note } from '../../types/note.js';
import type { Shelf } from '../../types/shelf.js';
import type { furtherCalls } from './further-calls.js';
import { modeOf } from './mode-of.js';
import type { HealthParts } from './report-health.js';

type FurtherCalls = typeof furtherCalls;
/** What further calls use; the guard also makes up for a chunk that cannot be loaded. */
export type FurtherParts = Parameters<FurtherCalls[keyof FurtherCalls]>[0] & HealthParts;
/** By the name of a call: its parameters besides `FurtherParts`, and its result. */
type Terms = {
  readonly [Name in keyof FurtherCalls]: FurtherCalls[Name] extends (parts: never, ...given: infer Given) => Promise<infer Gives>
    ? { readonly given: Given; readonly gives: Gives }
    : never;
};

/**
 * Creates the rarely used calls. Their code is loaded when the first one is made.
 *
 * @param loadPart loads the chunk with their code; rejects if it cannot be loaded
 */
export function createFurtherCalls(
  parts: FurtherParts,
  loadPart: () => Promise<{ readonly furtherCalls: FurtherCalls }>,
): Pick<Shelf, 'explain' | 'quiz' | 'measure' | 'segments' | 'nextBest' | 'items' | 'health' | 'diagnose' | 'privacy'> &
  Pick<Shelf['profile'], 'import' | 'edit' | 'setAside'> & { readonly consentReceipt: Shelf['consent']['receipt'] } {
  const later =
    <Name extends keyof Terms, Otherwise>(name: Name, otherwise: (why: Note) => Otherwise) =>
    (...given: Terms[Name]['given']): Promise<Terms[Name]['gives'] | Otherwise> =>
      parts.guard.run<Terms[Name]['gives'] | Otherwise>(
        name,
        async () =>
          ((await loadPart()).furtherCalls[name] as (...all: readonly unknown[]) => Promise<Terms[Name]['gives']>)(parts, ...given),
        otherwise,
      );
  const nothing = (): null => null;
  return {
    explain: later('explain', nothing),
    quiz: later('quiz', nothing),
    measure: later('measure', nothing),
    segments: later('segments', () => ({ model: 'fallback', categories: [], brands: [] })),
    nextBest: later('nextBest', (why) => ({ recommendationId: '', model: 'fallback', slots: [], notes: [why] })),
    items: later('items', () => ({ total: 0, items: [] })),
    edit: later('edit', ({ code, message }): ChangeResult => ({ done: false, reason: code, message })),
    setAside: later('setAside', ({ code, message }): ChangeResult => ({ done: false, reason: code, message })),
    import: later('import', ({ code, message }): ChangeResult => ({ done: false, added: 0, reason: code, message })),
    diagnose: later('diagnose', (why) => ({
      build: parts.build,
      consent: parts.consent.state.consent,
      health: null,
      ids: null,
      lists: [],
      page: {},
      findings: [why],
    })),
    consentReceipt: later('consentReceipt', nothing),
    privacy: {
      receipt: later('receipt', (why) => ({ requests: [], complete: false, notes: [why] })),
      leak: later('leak', (why) => ({ bits: null, possible: null, lists: [], guesses: [], notes: [why] })),
      pictures: later('pictures', (why) => ({ size: 0, ids: [], notes: [why], urlOf: nothing, draw: async () => false })),
      describe: later('describe', (why) => ({ language: '', title: '', sections: [], notes: [why] })),
    },
    // Without the chunk, the state known here.
    health: later('health', (why) => {
      const { state } = parts.consent;
      return {
        consent: state.consent,
        consentHeard: null,
        profile: parts.profile,
        mode: modeOf(state, parts.recorder),
        rung: parts.storage.opened?.ladder.rung ?? 0,
        storage: null,
        restsUntil: 0,
        engine: parts.link.place,
        sealed: parts.seal(),
        backend: null,
        scorer: null,
        pack: null,
        ...parts.recorder.counts(),
        notes: [...state.notes, ...parts.link.notes, why],
        lastError: parts.guard.lastError,
      };
    }),
  };
}
