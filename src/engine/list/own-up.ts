import type { RecommendedItem, ServedModel } from '../../types/answer.js';
import type { Note } from '../../types/note.js';

/** Lists that are of popularity or of the feed's order, so that these fill no place of them. */
export const UNFILLED: readonly ServedModel[] = ['popular', 'trending', 'feed'];

/**
 * What served a list, where all its places but the shop's own are filled up: popularity or content.
 *
 * @param model of the list's source
 * @param items of the list
 * @returns the model where that is right
 */
export function ownUp(model: ServedModel, items: readonly RecommendedItem[]): ServedModel {
  const own = items.filter(({ promoted }) => !promoted);
  const grounds = own.map(({ filledFrom }) => filledFrom);
  if (!own.length || grounds.some((one) => !one || one === 'category')) return model;
  return grounds.includes('content') ? 'content' : 'popular';
}

/**
 * What a list says of the places that are filled up.
 *
 * @param items of the list
 * @returns [] where none is
 */
export function tellFilled(items: readonly RecommendedItem[]): Note[] {
  const grounds = items.flatMap(({ filledFrom }) => filledFrom ?? []);
  return grounds.length
    ? [{ code: 'filled-up', message: `${grounds.length} of ${items.length} items are listed for ${[...new Set(grounds)]} alone.` }]
    : [];
}
