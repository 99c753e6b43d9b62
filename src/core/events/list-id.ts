import { createEventId } from './event-id.js';

/** Prefix of a quiz's id, which is the `item_list_id` of its answers. */
export const QUIZ_PREFIX = 'quiz-';

/**
 * Creates the id of an answer. It is unique and contains the model, so that responses can be counted by model from the log alone.
 *
 * @param now milliseconds since 1970
 * @param model that made the list
 */
export function createListId(now: number, model: string): string {
  return `${createEventId(now)}-${model}`;
}

/**
 * The model that made a list, from its id.
 *
 * @param listId from an event's `item_list_id`
 * @returns null for ids not made by `createListId`
 */
export function modelOfList(listId: string): string | null {
  return /^[0-9A-Za-z]{26}-([a-z-]+?)(-arm(-\w+){2})?$/.exec(listId)?.[1] ?? null;
}
