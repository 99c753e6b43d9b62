import { OnshelfError } from '../../core/onshelf-error.js';
import { openLocalNotes } from '../../store/place/local-notes.js';
import type { Failure } from '../../types/health.js';
import type { createPageStorage, PageStorage } from './page-storage.js';
import type { ShelfStorage } from './shelf-storage.js';
import type { StorageCallbacks } from './storage-callbacks.js';

/**
 * Creates the storage of a page. The chunk that opens a database is loaded at once on every page, for every shopper; until then steps wait, in
 * order. If it cannot be loaded, storage fails and events stay in memory.
 *
 * @param name of the database
 * @param callbacks called when storage changes by itself
 * @param loadPart loads that chunk; rejects if it cannot be loaded
 */
export function createShelfStorage(
  name: string,
  callbacks: StorageCallbacks,
  loadPart: () => Promise<{ readonly createPageStorage: typeof createPageStorage }>,
): ShelfStorage {
  let opened: PageStorage | undefined;
  let loading: Promise<PageStorage> | undefined;
  let closed = false;
  let granted: number | undefined;
  let loadFailure: Failure | undefined;

  const load = async (): Promise<PageStorage> => {
    try {
      const part = await loadPart();
      loadFailure = undefined;
      opened ??= part.createPageStorage(name, callbacks);
      return opened;
    } catch (error) {
      loading = undefined;
      const message = 'index-later-*.js could not be loaded from beside index.js.';
      loadFailure = { part: 'storage', code: 'storage-failed', message };
      throw new OnshelfError('storage-failed', message, error);
    }
  };
  const use: ShelfStorage['use'] = async (step) => {
    if (closed) throw new OnshelfError('closed', 'The shelf was closed.');
    loading ??= load();
    return step(opened ?? (await loading));
  };
  // What fails is reported in `health()`, by `loadFailure` or by the storage itself.
  const soon = (step: (storage: PageStorage) => void): void => void use(step).catch(() => {});
  soon(() => {});

  return {
    connection: {
      run: (step, kind) => use(({ connection }) => connection.run(step, kind)),
      openNow: () => opened?.connection.openNow() ?? null,
    },
    notebook: openLocalNotes(name),
    get opened() {
      return opened;
    },
    use,
    grant: (at) => {
      granted ??= at;
      const mine = granted;
      return use((storage) => storage.grant(mine));
    },
    revoke: () => {
      granted = undefined;
      return use((storage) => storage.revoke()).catch(() => {});
    },
    close: () => {
      soon((storage) => storage.close());
      closed = true;
    },
    input: (lost) => use((storage) => storage.input(lost)),
    get since() {
      return opened?.since;
    },
    get grantedAt() {
      return granted;
    },
    get loadFailure() {
      return loadFailure;
    },
  };
}
