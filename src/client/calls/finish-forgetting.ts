import type { NotedForget } from '../../types/known.js';
import type { ShelfParts } from '../storage/shelf-parts.js';

/**
 * Takes out of the log what an earlier page noted and had no time for. Until it is done, the engine leaves it out of everything. Never rejects.
 *
 * @param done takes a note back
 */
export async function finishForgetting(parts: ShelfParts, done: (parts: ShelfParts, noted: NotedForget) => void): Promise<void> {
  const { guard, link, storage } = parts;
  for (const noted of storage.notebook.read()?.forgets ?? []) {
    await guard.run(
      'forget',
      async () => {
        await link.call('forget', noted);
        done(parts, noted);
      },
      () => {},
    );
  }
}
