import { bareOrder } from '../core/events/same-name.js';
import type { CartPieces, Interaction, Profile, TakenBack } from '../types/profile.js';

/** Item id of a refund of a whole order; no item has an empty one. */
export const WHOLE_ORDER = '';

/** What is settled of a profile: see there. */
type Settled = Pick<Profile, 'interactions' | 'bought' | 'hidden' | 'cart' | 'takenBack' | 'unknownRefunds'>;

/** A line of an order: where its purchase is, and what led to it. */
interface OrderLine {
  readonly place: number;
  readonly steps: readonly number[];
}

/**
 * Settles what a shopper took back. `remove_from_cart` takes back what put the item into the cart, the latest first, as far as more was put there than is
 * left; `refund` takes back the purchase, and the carts and checkouts that led to it. What is taken back does not count anywhere; the rest of
 * a line counts by its pieces. What a shopper said to own is sent back as what was bought.
 * A pure function of the interactions: leaving out the event that took something back brings it back.
 *
 * An order's refund finds it whenever it was told; a refund without a number takes back the latest purchase of the item before it. One that finds
 * none changes nothing.
 *
 * @param given in order of time, each order once
 */
export function settleInteractions(given: readonly Interaction[]): Settled {
  /** Pieces that are left, by place; those of other places are all there. */
  const left = new Map<number, number>();
  const takenBack: TakenBack[] = [];
  const steps = new Map<string, number[]>();
  const lines: OrderLine[] = [];
  const refunds: number[] = [];
  const cart = new Map<string, CartPieces>();
  const piecesAt = (place: number): number => left.get(place) ?? given[place].amount;
  const takeBack = (place: number, pieces: number, by: Interaction): void => {
    if (pieces <= 0) return;
    left.set(place, piecesAt(place) - pieces);
    takenBack.push({ interaction: given[place], by, pieces });
  };

  for (const [place, one] of given.entries()) {
    const { itemId, name, amount, time } = one;
    const inCart = cart.get(itemId);
    const isFirst = given[place - 1]?.eventId !== one.eventId;
    if (name === 'add_to_cart') {
      // What was put there before the cart was emptied is not what a removal means.
      if (inCart === undefined) steps.set(itemId, []);
      cart.set(itemId, { pieces: (inCart?.pieces ?? 0) + amount, time });
      steps.get(itemId)?.push(place);
    } else if (name === 'remove_from_cart') {
      const pieces = amount && inCart ? Math.max(0, inCart.pieces - amount) : 0;
      if (pieces > 0) cart.set(itemId, { pieces, time });
      else cart.delete(itemId);
      const put = steps.get(itemId) ?? [];
      const adds = put.filter((at) => given[at].name === 'add_to_cart');
      let tooMany = adds.reduce((sum, at) => sum + piecesAt(at), -pieces);
      for (const at of adds.reverse()) {
        const taken = Math.min(piecesAt(at), Math.max(0, tooMany));
        takeBack(at, taken, one);
        tooMany -= taken;
      }
      if (pieces === 0) for (const at of put) takeBack(at, piecesAt(at), one);
    } else if (name === 'view_cart' || name === 'begin_checkout') {
      // Each tells the whole cart.
      if (isFirst) cart.clear();
      cart.set(itemId, { pieces: (cart.get(itemId)?.pieces ?? 0) + amount, time });
      if (name === 'begin_checkout') steps.set(itemId, [...(steps.get(itemId) ?? []), place]);
    } else if (name === 'purchase') {
      if (isFirst) cart.clear();
      lines.push({ place, steps: steps.get(itemId) ?? [] });
      steps.delete(itemId);
    } else if (one.kind === 'own') lines.push({ place, steps: [] });
    else if (name === 'refund') refunds.push(place);
  }

  const refunded = new Map<number, Interaction[]>();
  const unknownRefunds: Interaction[] = [];
  /** Takes back an item of some lines, the latest first. */
  const refund = (place: number, found: readonly OrderLine[]): void => {
    const { amount } = given[place];
    let wanted = amount || Number.POSITIVE_INFINITY;
    for (const line of found.toReversed()) {
      const pieces = Math.min(piecesAt(line.place), wanted);
      if (pieces <= 0) continue;
      wanted -= pieces;
      takeBack(line.place, pieces, given[place]);
      if (piecesAt(line.place) === 0) for (const at of line.steps) takeBack(at, piecesAt(at), given[place]);
      refunded.set(place, [{ ...given[place], itemId: given[line.place].itemId, amount: pieces }, ...(refunded.get(place) ?? [])]);
    }
  };
  if (refunds.length > 0) {
    const orders = new Map<string, OrderLine[]>();
    for (const line of lines) {
      const number = bareOrder(given[line.place].transactionId ?? '');
      const order = orders.get(number) ?? [];
      order.push(line);
      orders.set(number, order);
    }
    const refundOf = (place: number): readonly OrderLine[] => {
      const { transactionId, itemId } = given[place];
      const among = transactionId === undefined ? lines.filter((line) => line.place < place) : (orders.get(bareOrder(transactionId)) ?? []);
      const found = among.filter((line) => itemId === WHOLE_ORDER || given[line.place].itemId === itemId);
      if (found.length === 0) unknownRefunds.push(given[place]);
      return found.filter((line) => piecesAt(line.place) > 0);
    };
    // Numbered ones first: they mean one order, the others whatever is left.
    for (const place of refunds) if (given[place].transactionId !== undefined) refund(place, refundOf(place));
    for (const place of refunds) {
      if (given[place].transactionId !== undefined) continue;
      const found = refundOf(place);
      refund(place, given[place].amount ? found : found.slice(-1));
    }
    unknownRefunds.sort((one, other) => one.time - other.time);
  }
  const interactions = takenBack.length + refunds.length > 0 ? given.flatMap(standing) : given;
  return { interactions, ...replay(interactions), cart, takenBack, unknownRefunds };

  /** What stands of an interaction. */
  function standing(one: Interaction, place: number): readonly Interaction[] {
    if (one.name === 'refund') return refunded.get(place) ?? [];
    const pieces = left.get(place);
    return pieces === undefined ? [one] : pieces > 0 ? [{ ...one, amount: pieces }] : [];
  }
}

/** The bought and hidden items after all interactions that stand. */
function replay(interactions: readonly Interaction[]): Pick<Profile, 'bought' | 'hidden'> {
  const bought = new Set<string>();
  const owned = new Set<string>();
  const hidden = new Set<string>();
  for (const { itemId, name, kind } of interactions) {
    if (name === 'purchase') bought.add(itemId);
    if (kind === 'own') owned.add(itemId);
    // What was sent back is not owned, whatever was said before.
    if (name === 'refund') owned.delete(itemId);
    if (name === 'dismiss' || kind === 'hide') hidden.add(itemId);
    if (kind === 'more') hidden.delete(itemId);
  }
  return { bought: new Set([...bought, ...owned]), hidden };
}
