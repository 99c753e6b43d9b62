import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startEngine } from '../../../src/client/opening/start-engine.js';
import { BUILD } from '../../../src/core/version.js';
import { createHost } from '../../../src/worker/host.js';
import { FakeWorker } from '../../worker/fake-worker.js';

const startSealedWorker = vi.hoisted(() => vi.fn());
vi.mock('../../../src/worker/sealed/start-sealed-worker.js', () => ({ startSealedWorker }));

const createWorker = vi.fn();
const importInline = vi.fn(async () => ({ build: BUILD, createHost }));
const start = { createWorker, importInline };
/** A worker whose engine is ready once somebody listens, or which is refused. */
const workerThat = (isReady: boolean): Worker => {
  const worker = new FakeWorker();
  setTimeout(() => (isReady ? worker.say({ ready: BUILD }) : worker.fail('refused')));
  worker.postMessage = (message) => void setTimeout(() => 'id' in message && worker.say({ id: message.id, output: 'answered' }));
  return worker as unknown as Worker;
};
const isOn = (): boolean => false;
const WHY = 'a worker from a Blob is refused';
const fails = async (): Promise<never> => {
  throw new Error(WHY);
};

beforeEach(() => {
  vi.clearAllMocks();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  createWorker.mockImplementation(() => workerThat(true));
});
afterEach(() => void vi.restoreAllMocks());

it('a shelf without the option starts its worker, and loads nothing for a sealed one', async () => {
  const { link, seal } = startEngine({}, start, isOn);
  expect(await link.call('health', null)).toBe('answered');
  expect([seal(), startSealedWorker.mock.calls.length, link.notes]).toEqual([null, 0, []]);
});

it('a sealed engine that starts is sealed, and no other is started', async () => {
  startSealedWorker.mockImplementation(async () => workerThat(true));
  const { link, seal } = startEngine({ sealed: true, pack: '/pack.json' }, start, isOn);
  expect(seal()).toEqual({ state: 'starting', reason: null });
  await link.call('health', null);
  expect(seal()).toEqual({ state: 'sealed', reason: null });
  expect([link.place, link.notes, createWorker.mock.calls.length, importInline.mock.calls.length]).toEqual(['worker', [], 0, 0]);
});

describe('an engine that cannot be sealed', () => {
  it('runs without, and says so with the reason', async () => {
    startSealedWorker.mockImplementation(fails);
    const { link, seal } = startEngine({ sealed: true }, start, isOn);
    expect(await link.call('health', null)).toBe('answered');
    expect(seal()).toEqual({ state: 'open', reason: WHY });
    expect([link.place, link.notes]).toEqual([
      'worker',
      [{ code: 'not-sealed', message: `The engine is not sealed: ${WHY}. It runs without.` }],
    ]);
  });

  it('runs on the page where workers are refused altogether, and is not called sealed', async () => {
    startSealedWorker.mockImplementation(fails);
    createWorker.mockImplementation(() => workerThat(false));
    const { link, seal } = startEngine({ sealed: true }, start, isOn);
    await link.call('health', null);
    expect([link.place, seal()?.state, link.notes.map(({ code }) => code)]).toEqual(['inline', 'open', ['not-sealed', 'worker-refused']]);
    link.close();
  });

  it('does not run where it is required: neither another worker nor the page’s thread', async () => {
    startSealedWorker.mockImplementation(fails);
    const { link, seal } = startEngine({ sealed: 'required' }, start, isOn);
    await expect(link.call('health', null)).rejects.toMatchObject({ code: 'worker-failed' });
    expect([link.place, createWorker.mock.calls.length, importInline.mock.calls.length]).toEqual(['failed', 0, 0]);
    expect(seal()).toEqual({ state: 'refused', reason: WHY });
    expect(link.notes[0]).toEqual({ code: 'not-sealed', message: `The engine is not sealed: ${WHY}. It does not run.` });
  });

  it('is not called sealed where its worker was, and did not start its engine', async () => {
    startSealedWorker.mockImplementation(async () => workerThat(false));
    const { link, seal } = startEngine({ sealed: 'required' }, start, isOn);
    await expect(link.call('health', null)).rejects.toMatchObject({ code: 'worker-failed' });
    expect([seal()?.state, importInline.mock.calls.length]).toEqual(['refused', 0]);
  });
});
