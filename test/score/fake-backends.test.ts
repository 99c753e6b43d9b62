import { describe, expect, it } from 'vitest';
import { OnshelfError } from '../../src/core/onshelf-error.js';
import { type ChooseOptions, chooseScorer } from '../../src/score/choose-scorer.js';
import type { BackendOffer } from '../../src/score/scoring-backends.js';
import { createJsScorer } from '../../src/score/settle/js-scorer.js';
import type { Note } from '../../src/types/note.js';
import type { ScorerMemory, ScorerMemoryStore } from '../../src/types/scoring/choice-memory.js';
import type { Query } from '../../src/types/scoring/query.js';
import type { Backend, ScorerRows } from '../../src/types/scoring/scorer.js';

const rows: ScorerRows = {
  items: 64,
  dimensions: 4,
  rows: Int8Array.from({ length: 256 }, (_, at) => ((at * 37) % 255) - 127),
  scales: new Float32Array(64).fill(0.01),
  bias: new Float32Array(64),
};
const query: Query = {
  vector: Float32Array.of(1, -1, 0.5, 0.25),
  biasWeight: 0,
  additions: { items: new Uint32Array(0), values: new Float32Array(0) },
};
const nothing = new Uint32Array(2);
const expected = await createJsScorer(rows).score(query, 5, nothing);

interface Fake extends BackendOffer {
  opens: number;
  live: number;
  /** Thrown by the next answers, one each. */
  failures: OnshelfError[];
}

/** A backend of a given speed that can be made to fail, without its hardware. */
function fake(backend: Backend, milliseconds: number, { offered = true, refuse = false } = {}): Fake {
  const offer: Fake = {
    backend,
    offered,
    opens: 0,
    live: 0,
    failures: [],
    open: async () => {
      offer.opens++;
      if (refuse) throw new OnshelfError('scorer-failed', `no ${backend} here`);
      offer.live++;
      const js = createJsScorer(rows);
      const act = async <T>(work: () => Promise<T>): Promise<T> => {
        const failure = offer.failures.shift();
        if (failure !== undefined) throw failure;
        const end = performance.now() + milliseconds;
        while (performance.now() < end);
        return work();
      };
      return {
        backend,
        memory: { gpu: 100, heap: 10 },
        score: (...question) => act(() => js.score(...question)),
        scoreBatch: (...question) => act(() => js.scoreBatch(...question)),
        dispose: () => void offer.live--,
      };
    },
  };
  return offer;
}

const choose = (offers: readonly BackendOffer[], more: Partial<ChooseOptions> = {}) => {
  const notes: Note[] = [];
  return chooseScorer(rows, 'auto', { notes, offers, hardware: async () => 'a card', fastEnough: 0, ...more }).then((scorer) => ({
    scorer,
    notes,
  }));
};

/** A store that lasts for one test. */
function memoryStore(): ScorerMemoryStore & { memory: ScorerMemory | undefined } {
  const store: ScorerMemoryStore & { memory: ScorerMemory | undefined } = {
    memory: undefined,
    read: async () => store.memory,
    write: async (memory) => {
      store.memory = memory;
    },
  };
  return store;
}

const lost = (): OnshelfError => new OnshelfError('scorer-failed', 'the device was lost');
const wrong = (): OnshelfError => new OnshelfError('wrong-result', 'row 3 was given a wrong score');

describe('auto', () => {
  it('answers at once from js, then from the fastest measured backend, and closes the others', async () => {
    const { scorer, notes } = await choose([fake('webgpu', 8), fake('wasm', 4)]);
    expect(scorer.backend).toBe('js');
    expect(await scorer.score(query, 5, nothing)).toEqual(expected);
    await scorer.settled;
    expect(notes.at(-1)?.message).toMatch(/^Scoring with js; an answer takes: js [\d.]+ ms, wasm [\d.]+ ms, webgpu [\d.]+ ms\.$/);
    expect(scorer.report().memory).toEqual({ js: { gpu: 0, heap: 0 } });
  });

  it('answers queries while it is still measuring', async () => {
    const { scorer } = await choose([fake('webgpu', 20), fake('wasm', 20)]);
    const order: string[] = [];
    const settled = scorer.settled.then(() => order.push('measured'));
    await new Promise((resolve) => setTimeout(resolve));
    expect(await scorer.score(query, 5, nothing)).toEqual(expected);
    order.push('answered');
    await settled;
    expect(order).toEqual(['answered', 'measured']);
  });

  it('opens no GPU if the processor is fast enough', async () => {
    const gpu = fake('webgpu', 0);
    const { scorer } = await choose([gpu, fake('wasm', 0)], { fastEnough: 1000 });
    await scorer.settled;
    expect(gpu.opens).toBe(0);
  });

  it('tries webgl only if there is no webgpu', async () => {
    const [webgl, other] = [fake('webgl', 5), fake('webgl', 5)];
    await (await choose([fake('webgpu', 5), webgl])).scorer.settled;
    await (await choose([fake('webgpu', 5, { offered: false }), other])).scorer.settled;
    expect([webgl.opens, other.opens]).toEqual([0, 1]);
  });

  it('remembers that the GPU was slower here, and does not open it on the next visit', async () => {
    const store = memoryStore();
    const gpu = fake('webgpu', 8);
    await (await choose([gpu], { store })).scorer.settled;
    await (await choose([gpu], { store })).scorer.settled;
    expect(gpu.opens).toBe(1);
    await (await choose([gpu], { store, hardware: async () => 'another card' })).scorer.settled;
    expect(gpu.opens).toBe(2);
  });
});

describe('a backend that fails', () => {
  const forced = (offer: Fake, store: ScorerMemoryStore | null = null, others: Fake[] = []) => {
    const notes: Note[] = [];
    return chooseScorer(rows, offer.backend, { notes, offers: [offer, ...others], store }).then((scorer) => ({ scorer, notes }));
  };

  it('loses no answer, is opened once more, and then not again', async () => {
    const gpu = fake('webgpu', 0);
    const { scorer, notes } = await forced(gpu);
    gpu.failures.push(lost());
    expect(await scorer.score(query, 5, nothing)).toEqual(expected);
    expect(scorer.backend).toBe('js');
    await new Promise(setImmediate);
    expect(await scorer.score(query, 5, nothing)).toEqual(expected);
    expect(scorer.backend).toBe('webgpu');
    gpu.failures.push(lost());
    for (let round = 0; round < 10; round++) expect(await scorer.score(query, 5, nothing)).toEqual(expected);
    await new Promise(setImmediate);
    expect(gpu.opens).toBe(2);
    expect(gpu.live).toBe(0);
    expect(notes.filter(({ message }) => message.includes('failed'))).toHaveLength(2);
  });

  it('with wrong numbers is not opened again for seven days', async () => {
    const store = memoryStore();
    const gpu = fake('webgpu', 0);
    const { scorer } = await forced(gpu, store);
    gpu.failures.push(wrong());
    expect(await scorer.score(query, 5, nothing)).toEqual(expected);
    await new Promise(setImmediate);
    expect(gpu.opens).toBe(1);
    const now = Date.now();
    const later = async (days: number): Promise<Backend> => {
      const next = await chooseScorer(rows, 'webgpu', { notes: [], offers: [gpu], store, now: () => now + days * 86_400_000 });
      await next.score(query, 5, nothing);
      return next.backend;
    };
    expect(await later(6.9)).toBe('js');
    expect(await later(7.1)).toBe('webgpu');
  });

  it('notes the reason if it was requested by name and does not open', async () => {
    const { scorer, notes } = await forced(fake('webgl', 0, { refuse: true }));
    expect(await scorer.score(query, 5, nothing)).toEqual(expected);
    expect(scorer.backend).toBe('js');
    expect(notes).toEqual([{ code: 'scorer-refused', message: 'webgl is not used: no webgl here' }]);
  });

  it('leaves nothing open after the scorer is disposed', async () => {
    const gpu = fake('webgpu', 3);
    const { scorer } = await choose([gpu]);
    scorer.dispose();
    await scorer.settled;
    expect(gpu.live).toBe(0);
  });

  it('answers batches like single queries', async () => {
    const gpu = fake('webgpu', 0);
    const { scorer } = await forced(gpu);
    gpu.failures.push(lost());
    expect(await scorer.scoreBatch([query, query], 5, nothing)).toEqual([expected, expected]);
  });
});
