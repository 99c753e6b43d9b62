import { cleanText } from '../../core/text/clean-text.js';
import { withDeadline } from '../../core/time/deadline.js';
import type { Shelf } from '../../types/shelf.js';
import { itemTitles } from '../texts/item-titles.js';
import type { PanelTextOf } from './panel-texts.js';

/** The titles of the products that a panel names. Each is asked for until it is known. */
export interface KnownTitles {
  /**
   * Asks for the titles that are not known yet.
   *
   * @param ids of items, with repeats
   * @returns `titleOf`
   */
  learn(ids: readonly string[]): Promise<(id: string) => string>;
  /** The title of a product; of one without a title, or not known yet, words with its id. */
  titleOf(id: string): string;
}

/**
 * Creates an empty store of titles.
 *
 * @param shelf has the catalogue
 * @param text the panel's texts
 * @param timeoutMs milliseconds that a panel waits for titles
 */
export function knownTitles(shelf: Shelf, text: PanelTextOf, timeoutMs: number): KnownTitles {
  const titles = new Map<string, string>();
  const titleOf = (id: string): string => cleanText(titles.get(id)) || text('untitled', { item: id });
  return {
    titleOf,
    learn: async (ids) => {
      const unknown = ids.filter((id) => !titles.has(id));
      // Without a title, the product is named by its id.
      const found = unknown.length === 0 ? [] : await withDeadline(itemTitles(shelf, unknown), timeoutMs).catch(() => []);
      for (const [id, title] of found) titles.set(id, title);
      return titleOf;
    },
  };
}
