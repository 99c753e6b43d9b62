import '../../fixtures/page-globals.js';
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, expect, it, vi } from 'vitest';
import { createConsentStore } from '../../../src/client/consent/consent-state.js';
import { closeAndErase } from '../../../src/client/consent/erase-until.js';
import { createGuard } from '../../../src/client/failures/guard.js';
import { loadLater } from '../../../src/client/opening/load-later.js';
import { createShelfStorage } from '../../../src/client/storage/create-shelf-storage.js';

const NAME = 'late';
const CALLBACKS = { onErased: () => undefined, onRefused: () => {}, onEmptied: () => {}, onMoved: () => undefined, onMended: () => {} };

afterEach(() => void vi.unstubAllGlobals());

/** Storage buckets of a busy browser: one that is asked for is there when it is answered. */
function busyBuckets(): { readonly names: ReadonlySet<string>; readonly asked: () => number; answer(): void } {
  const names = new Map<string, IDBFactory>();
  const answers: (() => void)[] = [];
  vi.stubGlobal('navigator', {
    storageBuckets: {
      keys: async () => [...names.keys()],
      open: async (name: string) => {
        await new Promise<void>((resolve) => answers.push(resolve));
        const factory = names.get(name) ?? new IDBFactory();
        names.set(name, factory);
        return { indexedDB: factory };
      },
      delete: async (name: string) => void names.delete(name),
    },
  });
  const answer = (): void => {
    for (const resolve of answers) resolve();
  };
  return { names: names as unknown as ReadonlySet<string>, asked: () => answers.length, answer };
}

it('an erasure waits for an opening on its way, which would create the database anew', async () => {
  const buckets = busyBuckets();
  const consent = createConsentStore();
  const storage = createShelfStorage(NAME, CALLBACKS, loadLater);
  const granting = storage.grant(1000).catch((error: unknown) => error);
  await vi.waitFor(() => expect(buckets.asked()).toBe(1));
  const erasing = closeAndErase(
    {
      name: NAME,
      consent,
      storage,
      guard: createGuard(),
      link: { call: async () => undefined as never },
      recorder: { flush: async () => {}, held: () => [], counts: () => ({ storedEvents: 0 }) as never },
      notify: () => {},
    },
    2000,
  );
  const answering = setInterval(buckets.answer, 20);
  const erased = await erasing;
  await granting;
  clearInterval(answering);
  expect(erased).toEqual({ done: true });
  expect([...buckets.names.keys()]).toEqual([]);
});
