import { DAY_MS } from '../core/time/day.js';
import type { EventName } from '../types/event.js';
import type { HistoryItem } from '../types/history.js';
import type { EncoderSettings } from '../types/manifest.js';
import type { Interaction, Profile } from '../types/profile.js';

/** Maximum number of distinct items, latest first: earlier ones have decayed, and must not cost time. */
const ITEMS_CONSIDERED = 500;
/** Seconds on a page that count as one `dwell`. */
const DWELL_UNIT = 60;
/** Maximum factor of an amount (pieces, seconds). */
const AMOUNT_CAP = 4;

/** Events that count against an item, where a weight is given. */
const NOES: ReadonlySet<EventName> = new Set(['dismiss', 'remove_from_cart', 'refund']);

interface Sum {
  row: number;
  weight: number;
  against: number;
  name: EventName;
  strongest: number;
}

/**
 * The current weight of each item of the history: the sum over its events of
 * `eventWeight * amount * 2^(-age / halfLife)`, times `positionDecay` for every distinct item touched later that something speaks for. What speaks against an item fades with time alone. What the shopper
 * asked for more or less of counts more or less often.
 *
 * @param profile the shopper
 * @param rowOf row of an item id, or -1 where it is not in the pack
 * @param encoder weights and decays
 * @param now milliseconds since 1970; events in the future (after a clock was set back) count as of now
 * @returns latest item first; those that nothing speaks for at the end
 */
export function weighHistory(profile: Profile, rowOf: (itemId: string) => number, encoder: EncoderSettings, now: number): HistoryItem[] {
  const sums = new Map<string, Sum>();
  for (let index = profile.interactions.length - 1; index >= 0; index--) {
    const interaction = profile.interactions[index];
    const known = sums.get(interaction.itemId);
    if (!doesSpeak(profile, interaction) || (known === undefined && sums.size >= ITEMS_CONSIDERED)) continue;
    const worth = worthOf(interaction, encoder, now);
    if (worth === 0) continue;
    const sum = known ?? { row: rowOf(interaction.itemId), weight: 0, against: 0, name: interaction.name, strongest: 0 };
    if (sum.row < 0) continue;
    if (known === undefined) sums.set(interaction.itemId, sum);
    if (worth > 0) sum.weight += worth;
    else sum.against -= worth;
    if (Math.abs(worth) > sum.strongest) {
      sum.strongest = Math.abs(worth);
      sum.name = interaction.name;
    }
  }
  let position = 1;
  const liked: HistoryItem[] = [];
  const disliked: HistoryItem[] = [];
  for (const [itemId, sum] of sums) {
    const { row, name, against } = sum;
    const wish = profile.heeded?.weights[row] ?? 1;
    const weight = sum.weight * wish;
    (weight > 0 ? liked : disliked).push({
      row,
      itemId,
      name,
      interest: weight,
      weight: weight * position,
      against,
      ...(wish !== 1 && { wish }),
    });
    if (weight > 0) position *= encoder.positionDecay;
  }
  return [...liked, ...disliked];
}

/**
 * Whether an event is read for taste: of a hidden item only that it was dismissed, and of another one not that it once was; of one that a wish leaves out none.
 *
 * @param profile the shopper
 * @param interaction of the event with the item
 */
export function doesSpeak({ hidden, heeded }: Pick<Profile, 'hidden' | 'heeded'>, { itemId, name }: Interaction): boolean {
  return !heeded?.silent.has(itemId) && hidden.has(itemId) === (name === 'dismiss');
}

/**
 * The current weight of one event for its item, before decay by position; below 0 where it counts against the item.
 *
 * @param interaction of the event with the item
 * @param encoder weights and decays
 * @param now milliseconds since 1970
 */
export function worthOf(interaction: Interaction, encoder: EncoderSettings, now: number): number {
  const weight = Object.hasOwn(encoder.eventWeights, interaction.name) ? encoder.eventWeights[interaction.name] : 0;
  if (weight === 0) return 0;
  const age = Math.max(0, now - interaction.time) / DAY_MS;
  return weight * amountFactor(interaction) * 2 ** (-age / encoder.halfLifeDays);
}

function amountFactor({ name, amount, kind }: Interaction): number {
  if (NOES.has(name)) return -1;
  if (name === 'rate') return (amount - 3) / 2;
  if (name === 'dwell') return Math.min(amount / DWELL_UNIT, AMOUNT_CAP);
  // Hiding an item is no liking, even where it was undone.
  if (name === 'feedback') return kind === 'hide' ? 0 : Math.sign(amount);
  // Ten pieces count more than one, but not ten times as much.
  if (name === 'purchase') return Math.min(1 + Math.log2(Math.max(amount, 1)) / 2, AMOUNT_CAP);
  return 1;
}
