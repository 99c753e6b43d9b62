import { warnOnce } from '../../core/text/warn-once.js';
import type { TrackResult } from '../../types/results/track-result.js';
import { quoted } from '../script-options.js';

/** Why a call of `track` is wrong, and what it needs. */
const NEEDS: Readonly<Record<string, string>> = {
  'unknown event name': "it is no event: use GA4's names, such as view_item",
  'parameters are not an object': 'its parameters are no object: write { items: [{ item_id }] }',
  'no items': 'it needs { items: [{ item_id }] }',
  'bad item': 'each of its items needs an item_id of 1 to 256 characters, in a list',
  'bad value': 'its value is not in range',
  'bad feedback kind': 'its kind is none of more, less, hide, own',
};

/** Says on the console, once for each event and reason, that a call of `track` was wrong. */
export async function reportRefused(event: unknown, tracking: Promise<TrackResult | undefined>): Promise<void> {
  const { reason = '' } = (await tracking) ?? {};
  if (Object.hasOwn(NEEDS, reason))
    warnOnce(`track ${quoted(event)} ${reason}`, 'bad-input', `track: ${quoted(event)} is not recorded, since ${NEEDS[reason]}.`);
}
