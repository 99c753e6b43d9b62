import { hasBit } from '../../core/numbers/bitset.js';
import { messageOf } from '../../core/onshelf-error.js';
import { excludeItems } from '../../rerank/exclude-items.js';
import type { RecommendedItem } from '../../types/answer.js';
import type { Note } from '../../types/note.js';
import type { ListContext } from '../list/list-context.js';
import { personalEvidence } from '../list/personal-source.js';
import { scoreRow } from '../rows/score-row.js';
import { standOut } from '../rows/stand-out.js';
import { parseCurve, readCurve } from './relevance-curve.js';

/**
 * Adds to each item the chance that the shopper goes on to it next, by the pack's curve. It is read off the shopper's own score, whichever list
 * the item is in, so an item has one relevance at a time. Only items that are new to a shopper with a history have one: nobody measured the others.
 *
 * @param context pack, shopper and time
 * @param items of a list
 * @param notes receives why the curve is not used
 */
export function addRelevance(context: ListContext, items: readonly RecommendedItem[], notes: Note[]): readonly RecommendedItem[] {
  const { pack, profile } = context;
  const { model, query } = personalEvidence(context);
  if (model !== 'personal') return items;
  try {
    const curve = parseCurve(pack.manifest.relevance);
    const { deviationsOf } = standOut(pack, query);
    const seen = excludeItems(pack, profile, 'seen');
    return items.map((item) => {
      const row = pack.rowOf(item.id);
      return row < 0 || hasBit(seen, row) ? item : { ...item, relevance: readCurve(curve, deviationsOf(scoreRow(pack, query, row))) };
    });
  } catch (error) {
    notes.push({ code: 'pack-invalid', message: `relevance: left out; ${messageOf(error)}` });
    return items;
  }
}
