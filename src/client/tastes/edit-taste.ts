import { isItemId, isTasteKind, isTasteWish } from '../../core/events/validate-event.js';
import { OnshelfError } from '../../core/onshelf-error.js';
import type { ChangeResult } from '../../types/change-result.js';
import type { Recorder } from '../../types/recorder.js';
import type { TasteKind } from '../../types/results/taste-wish.js';
import type { Link } from '../../worker/link.js';
import type { ConsentStore } from '../consent/consent-state.js';
import { attempt } from '../failures/attempt.js';
import { CLOSED } from '../failures/closed.js';
import type { Guard } from '../failures/guard.js';

/** What editing a taste uses. */
export interface EditParts {
  readonly consent: Pick<ConsentStore, 'state'>;
  readonly guard: Pick<Guard, 'run'>;
  readonly link: Pick<Link, 'call'>;
  readonly recorder: Pick<Recorder, 'track'>;
  /** Resolves when the engine has the pack, or failed to get it. */
  readonly opening: Promise<unknown>;
}

/** Who tells the event. */
const VOICE = 'edit';

/**
 * Records what a shopper asks for of a taste. Where the pack is not there yet, that waits for it: only the pack tells its name in the catalogue.
 *
 * @param parts of the page
 * @param what a taste, as the page names it: anything
 * @param wish anything
 */
export async function editTaste(parts: EditParts, what: unknown, wish: unknown): Promise<ChangeResult> {
  const { consent, guard, link, recorder, opening } = parts;
  if (consent.state.closed) return CLOSED;
  const [[kind, said] = [], another] = Object.entries(Object(what)) as [string, unknown][];
  const refuse = (reason: 'unknown-name' | 'bad-argument', message: string): ChangeResult => ({
    done: false,
    reason,
    message: `edit() ${message}. Nothing is changed.`,
  });
  if (!isTasteKind(kind) || another !== undefined)
    return refuse('unknown-name', `takes exactly one of category, brand, color, size, type, not ${another ? 'several' : kind}`);
  if (!isItemId(said)) return refuse('bad-argument', `: ${kind} is a text of 1 to 256 characters`);
  if (!isTasteWish(wish)) return refuse('bad-argument', ': the wish is more, less or none');
  const record = async (): Promise<Partial<ChangeResult>> => {
    await opening;
    const name = await nameOf(link, kind, said);
    if (name === null) return refuse('unknown-name', `: the pack has no ${kind} of that name`);
    if (consent.state.paused) return { done: false, reason: 'paused', message: 'Recording is paused: resume() first. Nothing is changed.' };
    const { kept, reason } = await recorder.track('taste', { taste_kind: kind, taste_name: name, wish }, undefined, VOICE);
    if (kept === 'stored' || reason === 'duplicate' || (kept === 'memory' && (consent.state.aside || consent.state.consent !== 'granted')))
      return {};
    const code = consent.state.consent === 'denied' ? 'consent-denied' : kept === 'memory' ? 'storage-failed' : 'cancelled';
    return {
      done: false,
      reason: code,
      message: `${kept === 'memory' ? 'It counts in this page alone' : 'Nothing is changed'}: ${reason}.`,
    };
  };
  return attempt(guard, 'edit', record, 'If it is the pack that is late, this is done when it comes.');
}

/** @throws OnshelfError `pack-unreachable` where there is no pack */
async function nameOf(link: EditParts['link'], kind: TasteKind, said: string): Promise<string | null> {
  const name = await link.call('taste', { kind, name: said });
  if (name !== null && !isItemId(name)) throw new OnshelfError('bad-argument', `The name of this ${kind} is longer than 256 characters.`);
  return name;
}
