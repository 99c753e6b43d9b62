import type {
  Answer,
  CatalogItem,
  Consent,
  EventParameters,
  MembershipRule,
  NextBest,
  Quiz,
  SegmentChange,
  Segments,
  ServedModel,
  Shelf,
} from '../../src/index.js';

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
  /** The listeners of `onSegmentChange()`. */
  readonly followers: Set<(change: SegmentChange) => unknown>;
}

/** Number of items after each list. */
const NEXT_ITEMS = 5;

/** Creates one. Like the real one, it notifies its listeners of every event it keeps. */
export function createTestShelf(first: Answer): TestShelf {
  let answer = first;
  let consent: Consent = 'unknown';
  const asked: unknown[][] = [];
  const tracked: TestShelf['tracked'] = [];
  const listeners = new Set<() => void>();
  const followers: TestShelf['followers'] = new Set();
  const given = new Map<string, number>();
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
    followers,
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
    newArrivals: call('newArrivals'),
    buyAgain: call('buyAgain'),
    savedForLater: call('savedForLater'),
    onSale: call('onSale'),
    because: async (...parameters: unknown[]) => ({
      ...(await call('because')(...parameters)),
      about: { itemId: 'viewed', name: 'view_item' },
    }),
    next: async (id: string, count: number) => {
      asked.push(['next', id, count]);
      const from = given.get(id) ?? 0;
      given.set(id, from + count);
      const numbers = Array.from({ length: Math.max(0, Math.min(count, NEXT_ITEMS - from)) }, (_, index) => from + index);
      return answerOf(
        numbers.map((number) => `${id} ${number}`),
        'personal',
        id,
      );
    },
    nextBest: async (...parameters: unknown[]): Promise<NextBest> => {
      asked.push(['nextBest', ...parameters]);
      const place = { kind: 'category', id: 'Tents', score: 1, standing: 1, reasons: [], items: ['a'] } as const;
      return { recommendationId: `best ${asked.length}`, model: 'personal', slots: [{ id: 'hero', places: [place] }], notes: [] };
    },
    onSegmentChange: (listener: (change: SegmentChange) => unknown, rule?: MembershipRule) => {
      asked.push(['onSegmentChange', rule]);
      followers.add(listener);
      return () => void followers.delete(listener);
    },
    segments: async (...parameters: unknown[]): Promise<Segments> => {
      asked.push(['segments', ...parameters]);
      return { model: answer.servedBy.model === 'fallback' ? 'fallback' : 'personal', categories: [], brands: [] };
    },
    explain: async (...parameters: unknown[]) => {
      asked.push(['explain', ...parameters]);
      return { id: parameters[0], score: tracked.length };
    },
    quiz: async (...parameters: unknown[]): Promise<Quiz> => {
      asked.push(['quiz', ...parameters]);
      const quizId = `quiz-${asked.length}`;
      const pairOf = (number: number) =>
        ({ items: [catalogItemOf(`left ${number}`), catalogItemOf(`right ${number}`)], uncertainty: 1 }) as const;
      return { quizId, pairs: [pairOf(0), pairOf(1)] };
    },
    measure: async () => ({ lists: tracked.map(([name]) => ({ listId: name })), models: [], interleavings: [] }),
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
