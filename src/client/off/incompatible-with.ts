import { messageOf } from '../../core/onshelf-error.js';
import type { Note } from '../../types/note.js';

/**
 * Why a page has a shelf that does nothing: opening one failed, which happens only where the page has replaced what the library is made of.
 *
 * @param error as thrown
 */
export function incompatibleWith(error: unknown): Note {
  return { code: 'page-incompatible', message: `The page has replaced something that the library needs: ${messageOf(error)}.` };
}
