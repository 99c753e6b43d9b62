import type { EngineFacts, IdFacts, PageFacts } from '../../types/diagnosis.js';
import type { Health } from '../../types/health.js';
import type { Note, NoteCode } from '../../types/note.js';
import { idPattern } from './id-pattern.js';

/**
 * What keeps lists from being personal, and what to do about it.
 *
 * @param health of the shelf
 * @param engine ids and lists
 * @param page sources and elements; fields that are absent are not judged
 * @param clues what of the page is not read
 * @returns the most important first; [] if nothing does
 */
export function findCauses(health: Health, { ids, lists }: EngineFacts, page: PageFacts, clues: readonly Note[] = []): Note[] {
  const found: Note[] = [];
  const tell = (code: NoteCode, message: string): void => void found.push({ code, message });

  if (health.pack === null)
    tell(health.lastError?.code ?? 'pack-unreachable', `There is no pack. ${health.lastError?.message ?? 'It is still being fetched.'}`);
  if (health.consent === 'denied')
    tell('consent-denied', 'The shopper refused: nothing is recorded, and lists are the same for everybody.');
  if (health.mode === 'none' && health.consent !== 'denied')
    tell('consent-denied', 'Recording is paused: lists are the same for everybody until it is resumed.');
  if (health.consent === 'unknown')
    tell(
      'consent-unknown',
      'Nobody has told a consent: events are forgotten when the page closes. Let your banner call onshelf("consent", "granted"), or name its signal with data-consent-signal.',
    );
  if (ids !== null) tellIds(ids, page.voices?.length === 0, tell);
  found.push(...clues);
  for (const { adapter, shape, count } of page.unread ?? [])
    tell(
      'not-readable',
      `${count === 1 ? 'An entry' : `${count} entries`} of ${adapter} could not be read: ${shape}. The console says why. An event needs one of GA4's names, and its items need an id.`,
    );
  for (const { element, shows, why } of page.elements ?? [])
    if (shows === 'own content') tell('filled-up', `${element} shows your own content: ${why}`);
  if (health.engine !== 'worker') found.push(...health.notes.filter(({ code }) => /^(worker-|version-mismatch)/.test(code)));
  const latest = lists.find(({ kind }) => kind === 'recommend');
  if (found.length === 0 && latest !== undefined)
    found.push(...latest.notes.filter(({ code }) => code === 'filled-up' || code === 'nothing-known'));
  return found;
}

function tellIds({ heard, known, unknown }: IdFacts, isSilent: boolean, tell: (code: NoteCode, message: string) => void): void {
  if (heard === 0) {
    const advice = isSilent
      ? ' No source of the page has told one: call onshelf("track", "view_item", ...), or see which sources are read.'
      : '';
    tell('nothing-heard', `No event with an item has been heard: lists are those of an unknown shopper.${advice}`);
    return;
  }
  const [first] = unknown;
  if (first === undefined) return;
  const close = unknown.find(({ nearest }) => nearest !== null) ?? first;
  const pattern = close.nearest === null ? null : idPattern(close.id, close.nearest);
  const advice =
    close.nearest === null
      ? 'None resembles it. Check that the pages and the feed use the same ids.'
      : `"${close.nearest}" is known: ${pattern === null ? 'use the same ids in the pages and in the feed.' : `set data-item-id-pattern="${pattern}".`}`;
  tell('ids-unknown', `The pack knows ${known} of the ${heard} item ids heard. "${close.id}" is unknown. ${advice}`);
}
