import { weightBits } from '../../pack/encode/weight-bits.js';
import type { EncoderCard } from '../../types/encoder-card.js';
import type { Interactions } from '../log/interactions.js';
import type { TrainSettings } from '../models/train-settings.js';
import { itemSupport } from '../tune/new-item-trial.js';
import { cardFor } from './card-for.js';
import { type EncoderRequest, TRAINED_KINDS } from './encoder-choice.js';

/** Events that follow another, from which the request `auto` tries an encoder: of fewer it learns too little to be worth the time. */
const FEWEST_PLACES = 10_000;
/** Tuning shoppers from which it tries one: fewer cannot tell its gain from chance. */
const FEWEST_SHOPPERS = 200;
/** Items up to which it tries one: a browser reads all rows for the items that an encoder names, which takes longer than a list may with more. */
const MAX_ITEMS = 200_000;
/** Widest rows that an encoder as wide as they are can have. */
const WIDEST = 128;

/** The encoder to train, or why none is. */
type EncoderPlan =
  | { readonly card: EncoderCard /** Columns of the rows that learn. */; readonly dimensions: number }
  | { readonly why: string };

/**
 * Which encoder is tried, if any. Takes no time: nothing is trained.
 *
 * @param kind asked for
 * @param training log without the shoppers held out
 * @param shoppers number of those that decide
 * @param settings of the training
 */
export function planEncoder(
  kind: EncoderRequest['kind'],
  training: Interactions,
  shoppers: number,
  settings: Pick<TrainSettings, 'dimensions' | 'learnedDimensions' | 'minimumSupport'>,
): EncoderPlan {
  const { minimumSupport } = settings;
  if (kind === 'auto') {
    if (training.items > MAX_ITEMS) {
      return {
        why: `the catalogue has ${inGroups(training.items)} items, more than ${inGroups(MAX_ITEMS)}, of which a browser would read all rows for a list`,
      };
    }
    const places = countPlaces(training, minimumSupport);
    if (places < FEWEST_PLACES) {
      return { why: `the log has ${inGroups(places)} events to learn from that follow another, fewer than ${inGroups(FEWEST_PLACES)}` };
    }
    if (shoppers < FEWEST_SHOPPERS) return { why: `${shoppers} held-out shoppers can choose settings, fewer than ${FEWEST_SHOPPERS}` };
  }
  const [usual] = TRAINED_KINDS;
  const chosen = kind === 'auto' ? usual : kind;
  // Rows of the other kind start from the factors, and have their columns.
  const dimensions = chosen === 'consistent' ? settings.dimensions : settings.learnedDimensions;
  const card = cardFor(chosen, training, dimensions);
  if (card.width > WIDEST || weightBits(card, dimensions) === null) {
    return { why: `one of the kind ${card.kind} for ${dimensions} columns is too large (--dimensions)` };
  }
  return { card, dimensions };
}

/**
 * Number of events that a sequence encoder can learn from: each follows another of its shopper, both on items of enough shoppers.
 *
 * @param interactions all of them
 * @param minimumSupport number of shoppers from which an item is learned from
 */
function countPlaces(interactions: Interactions, minimumSupport: number): number {
  const { users, offsets, itemRows } = interactions;
  const support = itemSupport(interactions);
  let places = 0;
  for (let user = 0; user < users; user++) {
    let known = 0;
    for (let event = offsets[user]; event < offsets[user + 1]; event++) if (support[itemRows[event]] >= minimumSupport) known++;
    places += Math.max(0, known - 1);
  }
  return places;
}

/** A whole number with its thousands apart. */
function inGroups(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ' ');
}
