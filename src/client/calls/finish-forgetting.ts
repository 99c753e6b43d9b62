import { isByCatalog } from '../../core/events/noted-forget.js';
import type { NotedForget } from '../../types/known.js';
import type { Link } from '../../worker/link.js';
import type { Guard } from '../failures/guard.js';
import type { ShelfStorage } from '../storage/shelf-storage.js';

/** What `finishForgetting` uses. */
interface FinishParts {
  readonly guard: Pick<Guard, 'run'>;
  readonly link: Pick<Link, 'call'>;
  readonly storage: Pick<ShelfStorage, 'notebook'>;
  /** Resolves when the pack is loaded, or cannot be. */
  readonly opening: Promise<unknown>;
}

/**
 * Deletes events from the log that an earlier page was asked to forget. The engine ignores them until then. Never rejects.
 *
 * @param done removes a note
 */
export async function finishForgetting(parts: FinishParts, done: (parts: FinishParts, noted: NotedForget) => void): Promise<void> {
  for (const noted of parts.storage.notebook.read()?.forgets ?? []) {
    await parts.guard.run('forget', async () => {
      if (isByCatalog(noted)) await parts.opening;
      await parts.link.call('forget', noted);
      done(parts, noted);
    });
  }
}
