import { OnshelfError } from '../../core/onshelf-error.js';
import { readRefusal } from '../../core/page/refusal-note.js';
import { openNotebook } from '../../store/place/notebook.js';
import { storagePlaces } from '../../store/place/storage-place.js';
import type { Failure } from '../../types/health.js';
import type { createPageStorage, PageStorage } from './page-storage.js';
import type { ShelfStorage } from './shelf-storage.js';
import type { StorageCallbacks } from './storage-callbacks.js';

/**
 * Makes the storage of a page. What opens a database comes in a part of its own, which every page fetches at once, whoever the shopper is: until it is
 * there, what is asked of storage waits, in order. Where it cannot be had, storage fails and events stay in memory.
 *
 * @param name the shop's name
 * @param callbacks for changes of storage by itself
 * @param loadPart loads what opens a database; rejects where it cannot be had
 */
export function createShelfStorage(
  name: string,
  callbacks: StorageCallbacks,
  loadPart: () => Promise<{ readonly createPageStorage: typeof createPageStorage }>,
): ShelfStorage {
  const notebook = openNotebook(name);
  let [inner, loading, closed]: [PageStorage | null, Promise<PageStorage> | null, boolean] = [null, null, false];
  let granted: number | undefined;
  let unloadable: Failure | null = null;

  const load = async (): Promise<PageStorage> => {
    try {
      const { createPageStorage } = await loadPart();
      unloadable = null;
      inner ??= createPageStorage(name, callbacks);
      return inner;
    } catch (error) {
      loading = null;
      const message = 'index-later-*.js could not be loaded: is it beside index.js?';
      unloadable = { part: 'storage', code: 'storage-failed', message };
      throw new OnshelfError('storage-failed', message, error);
    }
  };
  const later = async <T>(step: (storage: PageStorage) => T | Promise<T>): Promise<T> => {
    if (closed) throw new OnshelfError('closed', 'The shelf was closed.');
    loading ??= load();
    return step(inner ?? (await loading));
  };
  const soon = (step: (storage: PageStorage) => void): void => void later(step).catch(() => {});
  soon(() => {});

  return {
    connection: {
      run: (step, kind) => later(({ connection }) => connection.run(step, kind)),
      openNow: () => inner?.connection.openNow() ?? null,
      get current() {
        return inner?.connection.current ?? null;
      },
      get restsUntil() {
        return inner?.connection.restsUntil ?? 0;
      },
      close: () => soon(({ connection }) => connection.close()),
    },
    notebook,
    get ladder() {
      return inner?.ladder ?? { place: storagePlaces(name)[0], index: 0, rung: 0 };
    },
    grant: (at) => {
      granted ??= Math.max(at, (readRefusal(name)?.at ?? -1) + 1);
      const mine = granted;
      return later((storage) => storage.grant(mine));
    },
    revoke: () => {
      granted = undefined;
      soon((storage) => storage.revoke());
    },
    close: () => {
      soon((storage) => storage.close());
      closed = true;
    },
    input() {
      return later((storage) => storage.input(this.lostLog));
    },
    readConsent: () => later((storage) => storage.readConsent()),
    consentElsewhere: (places) => later((storage) => storage.consentElsewhere(places)),
    moved: () => inner?.moved() ?? false,
    get since() {
      return inner?.since;
    },
    get grantedAt() {
      return granted;
    },
    report: null,
    earlier: 0,
    gone: 0,
    lostLog: null,
    unasked: false,
    get lastError() {
      return inner?.lastError ?? unloadable;
    },
  };
}
