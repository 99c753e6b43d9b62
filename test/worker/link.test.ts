import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BUILD } from '../../src/core/version.js';
import { createHost } from '../../src/worker/host.js';
import { connectEngine, type Link } from '../../src/worker/link.js';
import { FakeWorker } from './fake-worker.js';

const twin = async (): Promise<{ build: string; createHost: typeof createHost }> => ({ build: BUILD, createHost });
const noTwin = (): Promise<never> => Promise.reject(new Error('the file is not there'));
const codes = ({ notes }: Link): string[] => notes.map(({ code }) => code);

let worker: FakeWorker;
let link: Link;
const connect = (importInline: Parameters<typeof connectEngine>[1]): Link => {
  worker = new FakeWorker();
  link = connectEngine(() => worker as unknown as Worker, importInline);
  return link;
};
/** The result of a call, in a word. */
const outcome = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'answered',
    (error: { code: string }) => error.code,
  );

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  link.close();
  vi.useRealTimers();
});

describe('a worker of the same build', () => {
  it('answers calls, and nothing is noted', async () => {
    connect(noTwin);
    worker.say({ ready: BUILD });
    const call = link.call('health', null);
    await vi.advanceTimersByTimeAsync(0);
    worker.answer({ notes: [] });
    expect(await call).toEqual({ notes: [] });
    expect([link.place, link.notes]).toEqual(['worker', []]);
  });
});

describe('a worker of another build', () => {
  it.each(['0.0.9+0123456789', true])('that reports %s is ended without a call; the twin of this build is used', async (ready) => {
    connect(twin);
    worker.say({ ready });
    expect(await link.call('health', null)).toMatchObject({ pack: null });
    expect([link.place, worker.terminated, worker.asked]).toEqual(['inline', true, []]);
    expect(codes(link)).toEqual(['version-mismatch']);
  });

  it('beside a twin of another build leaves no engine, and every call is refused with the reason', async () => {
    const foreign = vi.fn(createHost);
    connect(async () => ({ build: '0.0.9+0123456789', createHost: foreign }));
    worker.say({ ready: '0.0.9+0123456789' });
    expect(await outcome(link.call('health', null))).toBe('version-mismatch');
    expect([link.place, foreign.mock.calls]).toEqual(['failed', []]);
    expect(codes(link)).toEqual(['version-mismatch', 'version-mismatch']);
  });

  it('beside a twin from before builds had names leaves no engine', async () => {
    connect(async () => ({ createHost }));
    worker.say({ ready: true });
    expect(await outcome(link.call('health', null))).toBe('version-mismatch');
    expect(link.place).toBe('failed');
  });
});

describe('a worker that does not start', () => {
  it('is noted as refused, with the reason, and the twin is used', async () => {
    connect(twin);
    worker.fail('blocked by a policy');
    // The event of a policy may follow that of the worker, and is waited for.
    await vi.advanceTimersByTimeAsync(0);
    expect(await outcome(link.call('health', null))).toBe('answered');
    expect(link.place).toBe('inline');
    expect(link.notes).toEqual([
      { code: 'worker-refused', message: "The worker did not start: blocked by a policy. The engine runs on the page's thread." },
    ]);
  });

  it('times out if it sends nothing; without a twin each call reports that', async () => {
    connect(noTwin);
    const call = outcome(link.call('health', null));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await call).toBe('worker-failed');
    expect([link.place, worker.terminated, codes(link)]).toEqual(['failed', true, ['worker-refused', 'worker-failed']]);
  });
});

describe('a worker that dies after it was ready', () => {
  it('leaves no call pending if it stops answering, and later calls are refused at once', async () => {
    connect(twin);
    worker.say({ ready: BUILD });
    const call = outcome(link.call('health', null));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await call).toBe('worker-failed');
    expect([link.place, worker.terminated, codes(link)]).toEqual(['failed', true, ['worker-failed']]);
    expect(await outcome(link.call('health', null))).toBe('worker-failed');
  });

  it('is not treated as dead while it sends heartbeats, however long an answer takes', async () => {
    connect(twin);
    worker.say({ ready: BUILD });
    const call = link.call('health', null);
    for (let second = 0; second < 120; second++) {
      await vi.advanceTimersByTimeAsync(1000);
      const asked = worker.asked.at(-1);
      if (asked !== undefined && 'ping' in asked && worker.asked.splice(-1)) worker.say({ alive: true });
    }
    worker.answer('late');
    expect(await call).toBe('late');
    expect(link.notes).toEqual([]);
  });

  it.each<[string, (dying: FakeWorker) => void]>([
    ['an error in it', (dying) => dying.fail('out of memory')],
    ['a message that cannot be read', (dying) => dying.onmessageerror?.()],
  ])('rejects what is asked at %s', async (_, die) => {
    connect(twin);
    worker.say({ ready: BUILD });
    const call = outcome(link.call('health', null));
    await vi.advanceTimersByTimeAsync(0);
    die(worker);
    expect(await call).toBe('worker-failed');
    expect(codes(link)).toEqual(['worker-failed']);
  });

  it('has no timers without pending calls', async () => {
    connect(twin);
    worker.say({ ready: BUILD });
    const call = link.call('health', null);
    await vi.advanceTimersByTimeAsync(0);
    worker.answer(null);
    await call;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(vi.getTimerCount()).toBe(0);
    expect(worker.asked.filter((message) => 'ping' in message)).toEqual([]);
  });
});

describe('closing', () => {
  it('before the worker is ready ends it, starts no twin, and answers what waits', async () => {
    const importInline = vi.fn(twin);
    connect(importInline);
    const call = outcome(link.call('health', null));
    link.close();
    expect(await call).toBe('closed');
    worker.say({ ready: BUILD });
    await vi.advanceTimersByTimeAsync(60_000);
    expect([worker.terminated, worker.asked, importInline.mock.calls.length, link.notes]).toEqual([true, [], 0, []]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('while the twin is fetched makes no engine', async () => {
    const made = vi.fn(createHost);
    let arrive = (): void => {};
    connect(() => new Promise((resolve) => (arrive = () => resolve({ build: BUILD, createHost: made }))));
    worker.fail('refused');
    const call = outcome(link.call('health', null));
    await vi.advanceTimersByTimeAsync(0);
    link.close();
    arrive();
    expect(await call).toBe('closed');
    expect(made.mock.calls).toEqual([]);
  });

  it('answers what is asked and what is asked later', async () => {
    connect(twin);
    worker.say({ ready: BUILD });
    const call = outcome(link.call('health', null));
    await vi.advanceTimersByTimeAsync(0);
    link.close();
    expect([await call, await outcome(link.call('health', null))]).toEqual(['closed', 'closed']);
  });

  it('ends the engine on this thread, and its timers', async () => {
    let ended: AbortSignal | undefined;
    const made: typeof createHost = (reply, closing) => {
      ended = closing;
      return createHost(reply, closing);
    };
    connect(async () => ({ build: BUILD, createHost: made }));
    worker.fail('refused');
    await vi.advanceTimersByTimeAsync(0);
    await link.call('health', null);
    expect(ended?.aborted).toBe(false);
    link.close();
    expect(ended?.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});

it('a signal that fires after its answer came cancels nothing', async () => {
  connect(twin);
  worker.say({ ready: BUILD });
  const controller = new AbortController();
  const call = link.call('health', null, controller.signal);
  await vi.advanceTimersByTimeAsync(0);
  worker.answer(null);
  await call;
  controller.abort();
  expect(worker.asked.filter((message) => 'cancel' in message)).toEqual([]);
});

describe('a worker whose code is loaded first', () => {
  const later = (): { connect: () => Link; load: () => void; fail: () => void } => {
    let settle: { load: (worker: Worker) => void; fail: (why: Error) => void };
    const created = new Promise<Worker>((load, fail) => {
      settle = { load, fail };
    });
    worker = new FakeWorker();
    return {
      connect: () => {
        link = connectEngine(() => created, twin);
        return link;
      },
      load: () => settle.load(worker as unknown as Worker),
      fail: () => settle.fail(new Error('the code is not there')),
    };
  };

  it('answers calls when it is there', async () => {
    const { connect: begin, load } = later();
    const call = begin().call('health', null);
    load();
    await vi.advanceTimersByTimeAsync(0);
    worker.say({ ready: BUILD });
    await vi.advanceTimersByTimeAsync(0);
    worker.answer({ notes: [] });
    expect(await call).toEqual({ notes: [] });
    expect(link.place).toBe('worker');
  });

  it('that does not arrive is noted, and the twin is used', async () => {
    const { connect: begin, fail } = later();
    begin();
    fail();
    expect(await outcome(link.call('health', null))).toBe('answered');
    expect([link.place, codes(link)]).toEqual(['inline', ['worker-refused']]);
  });

  it('is ended if the link was closed meanwhile', async () => {
    const { connect: begin, load } = later();
    begin().close();
    load();
    await vi.advanceTimersByTimeAsync(0);
    expect([worker.terminated, worker.asked]).toEqual([true, []]);
  });
});
