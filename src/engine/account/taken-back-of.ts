import type { TakenBackEvent } from '../../types/explanation.js';
import type { Profile } from '../../types/profile.js';

/**
 * The events with an item that do not count, since the item was sent back or taken out of the cart.
 *
 * @param profile the shopper
 * @param id of the item
 * @returns in the order in which that was done
 */
export function takenBackOf({ takenBack }: Pick<Profile, 'takenBack'>, id: string): TakenBackEvent[] {
  return takenBack.flatMap(({ interaction: { itemId, eventId, name, time }, pieces, by }): TakenBackEvent[] => {
    if (itemId !== id) return [];
    const because = { eventId: by.eventId, name: by.name as TakenBackEvent['by']['name'], time: by.time };
    return [{ kind: 'taken-back', eventId, itemId, name, time, pieces, by: because }];
  });
}
