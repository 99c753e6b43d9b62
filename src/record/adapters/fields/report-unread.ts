import { messageOf } from '../../../core/onshelf-error.js';
import { warnOnce } from '../../../core/text/warn-once.js';
import type { PageListener, UnreadKind } from '../../../types/page-event.js';
import type { Voice } from '../../../types/page-voices.js';

/** Why an entry is not recorded, for people. */
const FAULTS: Readonly<Record<UnreadKind, string>> = {
  name: 'has a name that is not known, and is not recorded',
  shape: 'has no items, or a form that is not known, and is not recorded',
  syntax: 'is no JSON, and is not recorded',
  id: 'has items without ids, which are not recorded',
};
/** Maximum length of a quoted name. */
const MAX_QUOTED = 80;

/**
 * Reports what cannot be read: to the listener each time, on the console once for each kind and name.
 *
 * @param what its name, such as that of its event
 * @param shape of the entry: names and types, no values
 */
export function reportUnread(listener: Pick<PageListener, 'unread'>, voice: Voice, kind: UnreadKind, what: string, shape: string): void {
  listener.unread(voice, shape);
  const code = kind === 'name' ? 'unknown-name' : 'not-readable';
  warnOnce(`${voice} ${kind} ${what}`, code, `${voice}: "${messageOf(what).slice(0, MAX_QUOTED)}" ${FAULTS[kind]}.`);
}
