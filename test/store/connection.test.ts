import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OnshelfError } from '../../src/core/onshelf-error.js';
import type { Connection } from '../../src/store/connection.js';
import type { OpenStore } from '../../src/store/log/open-store.js';
import { appendSealed, connectTestStore, loggedItems, viewOf } from '../fixtures/test-store.js';

let connection: Connection;
const broken = (name: string) => new DOMException('It broke.', name);

/** A step that fails the given number of times, then returns the store on which it ran. */
function failing(times: number, error: () => unknown): { stores: OpenStore[]; step: (store: OpenStore) => Promise<string> } {
  const stores: OpenStore[] = [];
  const step = async (store: OpenStore): Promise<string> => {
    stores.push(store);
    if (stores.length <= times) throw error();
    return 'done';
  };
  return { stores, step };
}

beforeEach(() => {
  connection = connectTestStore();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a connection', () => {
  it('repeats a step whose connection was lost, once, on a new one', async () => {
    const { stores, step } = failing(1, () => broken('InvalidStateError'));
    expect(await connection.run(step)).toBe('done');
    expect(stores[0].database).not.toBe(stores[1].database);
    const twice = failing(2, () => broken('InvalidStateError'));
    await expect(connection.run(twice.step)).rejects.toMatchObject({ code: 'storage-failed' });
    expect(twice.stores).toHaveLength(2);
  });

  it('does not repeat a step refused for its content, and keeps the connection', async () => {
    const { stores, step } = failing(1, () => broken('DataCloneError'));
    await expect(connection.run(step)).rejects.toMatchObject({ code: 'storage-failed' });
    expect(connection.openNow()).toBe(stores[0]);
  });

  it('does not count a cancelled step as a failure', async () => {
    const { stores, step } = failing(1, () => new OnshelfError('cancelled', 'The database was erased.'));
    await expect(connection.run(step)).rejects.toMatchObject({ code: 'cancelled' });
    expect(stores).toHaveLength(1);
    expect(connection.restsUntil).toBe(0);
  });

  it('writes nothing for five minutes after a disk was full twice, and still reads', async () => {
    const { step } = failing(2, () => broken('QuotaExceededError'));
    await expect(connection.run(step, 'write')).rejects.toMatchObject({ code: 'storage-failed' });
    expect(connection.restsUntil).toBeGreaterThan(Date.now() + 4 * 60_000);
    expect(connection.openNow()).toBeNull();
    await expect(connection.run(async () => 'written', 'write')).rejects.toMatchObject({ code: 'storage-failed' });
    expect(await connection.run(async () => 'read')).toBe('read');
  });

  it('writes nothing for five minutes after three failed writes, whatever the reason', async () => {
    const { stores, step } = failing(Number.POSITIVE_INFINITY, () => broken('UnknownError'));
    for (let write = 0; write < 5; write++) await expect(connection.run(step, 'write')).rejects.toMatchObject({ code: 'storage-failed' });
    expect(stores).toHaveLength(6);
    expect(connection.restsUntil).toBeGreaterThan(Date.now() + 4 * 60_000);
    expect(await connection.run(async () => 'read')).toBe('read');
  });

  it('times out an operation that does not end, and repeats it on a new connection', async () => {
    await connection.run(async () => {});
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let tries = 0;
    const running = connection.run(async (store) => {
      tries++;
      if (tries === 1) await new Promise(() => {});
      return appendSealed(store, [viewOf('a')]);
    }, 'write');
    await vi.advanceTimersByTimeAsync(14_000);
    expect(tries).toBe(1);
    await vi.advanceTimersByTimeAsync(2_000);
    vi.useRealTimers();
    expect(await running).toBe(1);
    expect(await connection.run(loggedItems)).toEqual(['a']);
  });

  it('that rests interrupts its steps and repeats them afterwards, without counting a failure', async () => {
    const { database } = await connection.run(async (store) => store);
    const stores: OpenStore[] = [];
    const running = connection.run(async (store) => {
      stores.push(store);
      for (let at = 0; at < 50; at++) await store.database.get('meta', 'log');
      return 'done';
    }, 'write');
    await Promise.resolve();
    connection.rest(true);
    expect(connection.openNow()).toBeNull();
    let waited = 'waiting';
    const later = connection.run(async () => {
      waited = 'ran';
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(waited).toBe('waiting');
    connection.rest(false);
    expect(await running).toBe('done');
    await later;
    expect(stores.at(-1)?.database).not.toBe(database);
    expect(connection.restsUntil).toBe(0);
  });

  it('that rests aborts transactions that are not committed, and finishes those that are', async () => {
    const { database } = await connection.run(async (store) => store);
    const committed = database.transaction('meta', 'readwrite');
    committed.store.put(7, 'removed').catch(() => {});
    committed.commit();
    const open = database.transaction('meta', 'readwrite');
    open.store.put(8, 'lost').catch(() => {});
    connection.rest(true);
    await expect(open.done).rejects.toMatchObject({ name: 'AbortError' });
    await committed.done;
    connection.rest(false);
    expect(await connection.run((store) => store.database.get('meta', 'removed'))).toBe(7);
    expect(await connection.run((store) => store.database.get('meta', 'lost'))).toBeUndefined();
  });

  it('that is closed while it rests lets waiting steps go on', async () => {
    connection.rest(true);
    const waiting = connection.run(async () => 'ran');
    connection.close();
    expect(await waiting).toBe('ran');
  });
});
