import { DAY_MS } from '../../core/time/day.js';
import type { Note } from '../../types/note.js';
import type { ListContext } from './list-context.js';

/**
 * What a list says for a day after a refund that found no purchase: its order number is another one, or the order was made elsewhere.
 *
 * @param context of the list
 * @returns [] where all refunds of that day found one
 */
export function tellRefunds({ profile: { unknownRefunds }, now }: Pick<ListContext, 'profile' | 'now'>): Note[] {
  const last = unknownRefunds.at(-1);
  if (last === undefined || last.time < now - DAY_MS) return [];
  const { itemId, transactionId } = last;
  const what = transactionId === undefined ? `the item "${itemId.slice(0, 64)}"` : `order "${transactionId.slice(0, 64)}"`;
  return [{ code: 'order-unknown', message: `A refund of ${what} changes nothing: no such purchase is recorded on this device.` }];
}
