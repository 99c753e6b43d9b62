import type { Answer, CatalogItem, Consent, EventParameters, ServedModel, Shelf } from '../../src/index.js';

/** An answer with these ids. */
export function answerOf(ids: readonly string[], model: ServedModel = 'personal', recommendationId = ids.join('-')): Answer {
  return {
    recommendationId,
    servedBy: { model, backend: 'js' },
    items: ids.map((id, place) => ({ id, score: ids.length - place, reasons: [], item: catalogItemOf(id) })),
    trace: { events: 0, knownItems: 0, excluded: 0, steps: [], milliseconds: 0, notes: [] },
  };
}

/** A catalogue's record. */
export const catalogItemOf = (id: string): CatalogItem => ({ id, title: `The ${id}` });

/** A shelf with set answers, which records its calls. */
export interface TestShelf extends Shelf {
  readonly asked: unknown[][];
  readonly tracked: [name: string, parameters: EventParameters | undefined][];
  /** Sets the answers from now on; notifies the listeners, as after a change elsewhere. */
  answer(answer: Answer): void;
  /** The listeners. */
  readonly listeners: Set<() => void>;
}

/** Creates one. Like the real one, it notifies its listeners of every event it keeps. */
export function createTestShelf(first: Answer): TestShelf {
  let answer = first;
  let consent: Consent = 'unknown';
  const asked: unknown[][] = [];
  const tracked: TestShelf['tracked'] = [];
  const listeners = new Set<() => void>();
  const tell = (): void =>
    queueMicrotask(() => {
      for (const listener of listeners) queueMicrotask(listener);
    });
  const call =
    (name: string) =>
    async (...parameters: unknown[]): Promise<Answer> => {
      asked.push([name, ...parameters]);
      return answer;
    };
  const shelf = {
    asked,
    tracked,
    listeners,
    answer: (next: Answer) => {
      answer = next;
      tell();
    },
    track: async (name: string, parameters?: EventParameters) => {
      tracked.push([name, parameters]);
      tell();
      return { kept: 'memory' } as const;
    },
    recommend: call('recommend'),
    related: call('related'),
    recentlyViewed: call('recentlyViewed'),
    boughtTogether: call('boughtTogether'),
    trending: call('trending'),
    rerank: call('rerank'),
    consent: {
      get state() {
        return consent;
      },
      set: async (state: Consent) => {
        consent = state;
        tell();
      },
    },
    profile: { inspect: async () => ({ events: tracked.map(([name]) => ({ name })), consent }) },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return shelf as unknown as TestShelf;
}
