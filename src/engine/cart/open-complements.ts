import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { runInSlices } from '../../core/time/run-steps.js';
import { decodeComplements } from '../../pack/decode/decode-complements.js';
import type { OptionalFile } from '../../types/manifest.js';
import type { Note } from '../../types/note.js';
import type { Complements, Pack } from '../../types/pack.js';

/** Decoded files, by their bytes, which are one array per file. */
const decoded = new WeakMap<Uint8Array, Promise<Complements>>();

/**
 * Opens a pack's model of baskets.
 *
 * @param pack the catalogue
 * @param notes receives why it is not used
 * @returns null where the pack has none, or it cannot be read
 */
export async function openComplements(pack: Pack, notes: Note[]): Promise<Complements | null> {
  const { manifest, items, openFile } = pack;
  const instead = 'so the list has items that shoppers of the cart’s items go on to, or share.';
  if (openFile === undefined || !manifest.optional?.some((entry) => (Object(entry) as OptionalFile).role === 'baskets')) {
    notes.push({ code: 'pack-lacks', message: `The pack has no model of what is bought together, ${instead}` });
    return null;
  }
  try {
    const content = await openFile('baskets');
    const opening = decoded.get(content) ?? runInSlices(decodeComplements(content, 'baskets', items));
    decoded.set(content, opening);
    return await opening;
  } catch (error) {
    const code = error instanceof OnshelfError ? error.code : 'pack-unreachable';
    notes.push({ code, message: `What is bought together could not be read, ${instead} ${messageOf(error)}` });
    return null;
  }
}
