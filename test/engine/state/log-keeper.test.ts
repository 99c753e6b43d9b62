import { expect, it } from 'vitest';
import { keepLog } from '../../../src/engine/state/log-keeper.js';
import type { Connection } from '../../../src/store/connection.js';
import type { Note } from '../../../src/types/note.js';

/** What is noted about a log that cannot be read. `letGo`: the page lets go of it meanwhile. */
async function notesOf(letGo: boolean): Promise<Note[]> {
  const detaching = new AbortController();
  const connection = {
    run: async () => {
      if (letGo) detaching.abort();
      throw new Error('the disk is gone');
    },
  } as unknown as Connection;
  const notes: Note[] = [];
  const when = { detached: detaching.signal, allowed: async () => {} };
  expect(await keepLog(connection, { recordedLength: null } as never, Date.now, notes, when)).toBeNull();
  detaching.abort();
  return notes;
}

it('a log that cannot be checked is noted', async () => {
  expect(await notesOf(false)).toEqual([{ code: 'storage-failed', message: 'The log could not be checked: the disk is gone' }]);
});

it('a log that the page has let go of has not failed', async () => {
  expect(await notesOf(true)).toEqual([]);
});
