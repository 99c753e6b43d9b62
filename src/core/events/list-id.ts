import { createEventId } from './event-id.js';

/** What the id of a quiz begins with; its answers carry it. */
export const QUIZ_PREFIX = 'quiz-';

/**
 * The id of an answer: unique, and naming what made the list, so that the log alone can say how each model's lists were received.
 *
 * @param now milliseconds since 1970
 * @param model what made the list
 */
export function createListId(now: number, model: string): string {
  return `${createEventId(now)}-${model}`;
}

/**
 * What made a list, by its id.
 *
 * @param listId from an event's `item_list_id`
 * @returns null for ids that are not from `createListId`
 */
export function modelOfList(listId: string): string | null {
  return /^[0-9A-Za-z]{26}-([a-z-]+)$/.exec(listId)?.[1] ?? null;
}
