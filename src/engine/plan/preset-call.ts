import type { ListCall } from '../../types/list-call.js';
import type { NoteCode } from '../../types/note.js';
import type { Pack } from '../../types/pack.js';

/** `userImpact` of a product page's list. */
const PRODUCT_IMPACT = 0.2;
/** Diversity after an empty search: the intent is unknown, so the list shows more kinds. */
const EMPTY_SEARCH_DIVERSITY = 0.3;

/**
 * Replaces a scenario with its list and parameters. The call's own parameters take precedence. Where the pack lacks the page's item or
 * the call lacks a parameter, the list is the shopper's own, with a note.
 *
 * @param pack the catalogue
 * @param asked any call; returned unchanged unless it is a `recommend` with a scenario
 */
export function presetCall(pack: Pack, asked: ListCall): ListCall {
  const { scenario, ...call } = asked;
  if (asked.kind !== 'recommend' || scenario === undefined || scenario === 'home') return asked;
  const known = (itemIds: readonly string[] | undefined): boolean => (itemIds ?? []).some((itemId) => pack.rowOf(itemId) >= 0);
  const own = (code: NoteCode, note: string): ListCall => ({
    ...call,
    presetNotes: [{ code, message: `scenario ${scenario}: ${note}, so the list is the shopper's own.` }],
  });
  switch (scenario) {
    case 'product':
      if (call.itemId === undefined || !known([call.itemId])) return own('unknown-item', 'the itemId is not in the pack');
      return { userImpact: PRODUCT_IMPACT, ...call, kind: 'related' };
    case 'cart':
    case 'order-confirmed':
      if (!known(call.itemIds)) return own('unknown-item', 'none of the itemIds is in the pack');
      return { ...call, kind: 'boughtTogether' };
    case 'category':
      if (call.category === undefined) return own('bad-argument', 'category is missing');
      return { ...call, within: call.category };
    case 'search':
      if (call.itemIds === undefined) return own('bad-argument', 'itemIds is missing');
      return { ...call, kind: 'rerank' };
    case 'empty-search':
      return { diversity: EMPTY_SEARCH_DIVERSITY, ...call };
    case 'landing':
      return call;
    default:
      return own('unknown-name', 'there is no such scenario');
  }
}
