import type { EngineFacts, IdFacts, PageFacts } from '../../types/diagnosis.js';
import type { Health } from '../../types/health.js';
import type { Note, NoteCode } from '../../types/note.js';
import { type IdPair, idPattern } from './id-pattern.js';

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
    tell(
      'consent-denied',
      'Consent is refused, by the shopper, a banner or the page itself: nothing is recorded, and lists are the same for everybody.',
    );
  if (health.mode === 'none' && health.consent !== 'denied')
    tell('consent-denied', 'Recording is paused: lists are the same for everybody until it is resumed.');
  if (health.mode === 'aside')
    tell('set-aside', 'What is done in this tab is set aside: it does not join the profile, until setAside(null).');
  if (health.consent === 'unknown') tellConsent(health, tell);
  if (ids !== null && health.consent !== 'denied') tellIds(ids, page.voices?.length === 0, tell);
  found.push(...clues);
  const refused = Object.entries(health.rejectedEvents).map(([reason, count]) => `${reason} (${count})`);
  if (refused.length > 0)
    tell(
      'bad-input',
      `Events were refused on this page: ${refused.join(', ')}. Look at what track() is given; it resolves with the reason.`,
    );
  for (const { adapter, shape, count } of page.unread ?? [])
    tell(
      'not-readable',
      `${count === 1 ? 'An entry' : `${count} entries`} of ${adapter} could not be read: ${shape}. The console says why. An event needs one of GA4's names, and its items need an id.`,
    );
  // Without a pack, every element says so again.
  for (const { element, shows, why } of page.elements ?? [])
    if (shows === 'own content' && health.pack !== null) tell('filled-up', `${element} shows your own content: ${why}`);
  if (health.engine !== 'worker') found.push(...health.notes.filter(({ code }) => /^(worker-|version-mismatch)/.test(code)));
  const latest = lists.find(({ kind }) => kind === 'recommend');
  if (found.length === 0 && latest !== undefined)
    found.push(...latest.notes.filter(({ code }) => code === 'filled-up' || code === 'nothing-known'));
  return found;
}

/** Why nobody has agreed yet, by what banners say. */
function tellConsent({ consentHeard: heard, notes }: Health, tell: (code: NoteCode, message: string) => void): void {
  const missing = notes.find(({ code }) => code === 'consent-signal-missing' || code === 'consent-unread');
  const names = heard?.banners.map(({ name }) => name).join(', ');
  if (missing !== undefined) tell(missing.code, `Events are forgotten when the page closes. ${missing.message}`);
  else if (names)
    tell(
      'consent-unknown',
      `${names} waits for the shopper's answer, or is still starting: until then events are forgotten when the page closes.`,
    );
  else
    tell(
      'consent-unknown',
      'Nobody has told a consent: events are forgotten when the page closes. Let your banner call onshelf("consent", "granted"), or name its signal with data-consent-signal; a page that asks nobody says data-consent="granted".',
    );
}

function tellIds({ heard, known, unknown, examples }: IdFacts, isSilent: boolean, tell: (code: NoteCode, message: string) => void): void {
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
  const pattern = idPattern(unknown.flatMap(({ id, nearest }): IdPair[] => (nearest === null ? [] : [[id, nearest]])));
  const advice =
    close.nearest === null
      ? `None resembles it: ids of the pack are such as ${examples.map((id) => `"${id}"`).join(', ')}. Use the same ids in the pages and in the feed; if items have several, data-item-key chooses.`
      : `"${close.nearest}" is known: ${pattern === null ? 'use the same ids in the pages and in the feed.' : `set data-item-id-pattern="${pattern}".`}`;
  tell('ids-unknown', `The pack knows ${known} of the ${heard} item ids heard. "${close.id}" is unknown. ${advice}`);
}
