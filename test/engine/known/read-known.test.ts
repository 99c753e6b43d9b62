import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createEngine } from '../../../src/engine/engine.js';
import { readKnown } from '../../../src/engine/known/read-known.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { emptyProfile, foldEvents } from '../../../src/profile/fold-events.js';
import { type PackServer, servePack } from '../../fixtures/pack-server.js';
import { tinyContent } from '../../fixtures/tiny-pack.js';
import { event } from '../list-fixture.js';

let server: PackServer;
beforeAll(async () => {
  server = await servePack(await encodePack(tinyContent()));
});
afterAll(() => server.stop());

const open = async (file = 'pack.json') => {
  const engine = createEngine();
  await engine.open({ packUrl: `${server.origin}/${file}`, backend: 'js', place: null }).catch(() => {});
  engine.observe(event('view_item', 'tent-1'));
  return engine;
};

describe('what is known of a shopper', () => {
  it('has the embedding of the history, which a copy in JSON has too', async () => {
    const engine = await open();
    const { embeddings } = await engine.inspect({ embedding: true });
    expect(embeddings).toMatchObject([{ reader: 'fold-in', state: 'ready', made: [{ itemId: 'tent-1', share: expect.closeTo(1, 9) }] }]);
    expect(JSON.parse(JSON.stringify(embeddings))).toEqual(embeddings);
    engine.close();
  });

  it('has no embedding where that is not asked for', async () => {
    const engine = await open();
    expect(await engine.inspect()).not.toHaveProperty('embeddings');
    engine.close();
  });

  it('has an embedding of nothing while lists may not read the history, though its events are shown', async () => {
    const engine = await open();
    engine.pause(true);
    expect(await engine.inspect({ embedding: true })).toMatchObject({
      events: [{ name: 'view_item' }],
      embeddings: [{ made: [], nearest: [] }],
    });
    engine.close();
  });

  it('is shown before the pack is there, and says that the embedding is still to come', async () => {
    const engine = createEngine();
    engine.observe(event('view_item', 'tent-1'));
    expect(await engine.inspect({ embedding: true })).toMatchObject({
      events: [{ name: 'view_item' }],
      embeddings: [{ reader: 'fold-in', state: 'loading', note: { code: 'pack-loading' } }],
    });
    engine.close();
  });

  it('is shown where the pack cannot be loaded, and says why there is no embedding', async () => {
    const engine = await open('gone.json');
    expect(await engine.inspect({ embedding: true })).toMatchObject({
      events: [{ name: 'view_item' }],
      embeddings: [{ reader: 'fold-in', state: 'off', note: { code: 'pack-unreachable' } }],
    });
    engine.close();
  });

  it('is shown where the embeddings do not come in time, and says so', async () => {
    vi.useFakeTimers();
    const events = [event('view_item', 'tent-1')];
    const reader = { read: async () => foldEvents(emptyProfile(), events), events: async () => events };
    const parts = { reader, learning: { notes: () => [] }, health: () => ({ pack: {}, notes: [] }) as never };
    const known = readKnown({ ...parts, context: () => new Promise(() => {}) }, { embedding: true });
    await vi.advanceTimersByTimeAsync(3000);
    expect(await known).toMatchObject({
      events: [{ name: 'view_item' }],
      embeddings: [{ reader: 'fold-in', state: 'off', note: { code: 'worker-failed', message: expect.stringContaining('3000 ms') } }],
    });
    vi.useRealTimers();
  });

  it('is shown where the code of embeddings cannot be fetched, and says so', async () => {
    vi.resetModules();
    vi.doMock('../../../src/engine/known/show-embeddings.js', () => {
      throw new Error('The file is gone.');
    });
    const { readKnown } = await import('../../../src/engine/known/read-known.js');
    const events = [event('view_item', 'tent-1')];
    const reader = { read: async () => foldEvents(emptyProfile(), events), events: async () => events };
    const never = (): never => {
      throw new Error('It is not asked for.');
    };
    expect(await readKnown({ reader, learning: { notes: () => [] }, health: never, context: never }, { embedding: true })).toMatchObject({
      events: [{ name: 'view_item' }],
      embeddings: [{ reader: 'fold-in', state: 'off', note: { code: 'worker-failed' } }],
    });
    vi.doUnmock('../../../src/engine/known/show-embeddings.js');
  });
});
