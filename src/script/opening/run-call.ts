import { warnOnce } from '../../core/text/warn-once.js';
import type { ChangeResult } from '../../types/change-result.js';
import type { EventName, EventParameters } from '../../types/event.js';
import type { Voice } from '../../types/page-voices.js';
import type { ConsentOptions } from '../../types/privacy/consent-calls.js';
import type { EraseOptions } from '../../types/results/copy-options.js';
import type { MembershipRule } from '../../types/results/memberships.js';
import type { Shelf, SwitchOptions } from '../../types/shelf.js';
import type { CallQueue, QueuedCall } from '../call-queue.js';
import { isConsent, quoted } from '../script-options.js';
import { printDiagnosis } from './print-diagnosis.js';
import { reportRefused } from './report-refused.js';

/**
 * Runs the queued calls on the shelf, and from now on each call at once.
 *
 * @param queue of the tag
 * @param shelf open
 * @param asNow whether the queued calls count as made now
 */
export function serveCalls(queue: CallQueue, shelf: Shelf, asNow: boolean): void {
  let isEarlier = asNow;
  queue.serve(([time, ...call]) => runCall(shelf, [isEarlier ? Date.now() : time, ...call] as unknown as QueuedCall));
  isEarlier = false;
}

/**
 * Runs a call of the tag on the shelf. What cannot be done is reported on the console.
 *
 * @param shelf open
 * @param call of any kind: pages without types may pass any value
 * @throws what a callback of the page throws
 */
export function runCall(shelf: Shelf, call: QueuedCall): void {
  const [time, command, first, second, voice = 'call'] = call;
  switch (command) {
    case 'track':
      void reportRefused(first, shelf.track(first as EventName, second as EventParameters, time, voice as Voice));
      return;
    case 'feedback':
      void reportRefused(
        command,
        shelf.track('feedback', { items: [{ item_id: first as string }], kind: second as EventParameters['kind'] & string }, time),
      );
      return;
    case 'consent':
      if (isConsent(first)) report(command, shelf.consent.set(first, second as ConsentOptions | undefined));
      else warnOnce('consent', 'bad-argument', `${quoted(first)} is ignored; use granted, denied, unknown.`);
      return;
    case 'erase':
      report(command, shelf.profile.erase(first as EraseOptions | undefined));
      return;
    case 'profile':
    case 'reset':
      report(command, shelf.switchProfile(command === 'reset' ? null : (first as string | null), second as SwitchOptions | undefined));
      return;
    case 'diagnose':
      void printDiagnosis(shelf);
      return;
    case 'onSegmentChange':
      shelf.onSegmentChange(first as Parameters<Shelf['onSegmentChange']>[0], second as MembershipRule | undefined);
      return;
    case 'ready':
      (first as (shelf: Shelf) => unknown)(shelf);
      return;
    default:
      warnOnce('command', 'unknown-name', `${quoted(command)} is no command: see docs/script-tag.md.`);
  }
}

/** Reports a failed change on the console: a call of the tag returns no result. */
function report(command: string, changing: Promise<ChangeResult>): void {
  void changing.then(({ done, reason = 'bad-input', message }) => done || warnOnce(command, reason, `${message}`));
}
