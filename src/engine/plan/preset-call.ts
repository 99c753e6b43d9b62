import type { ListCall } from '../../types/list-call.js';
import type { NoteCode } from '../../types/note.js';
import type { Pack } from '../../types/pack.js';

/** How far a product page's list leans to the shopper. */
const PRODUCT_IMPACT = 0.2;
/** Where nothing was found, it is not known what was meant: the list shows more kinds. */
const EMPTY_SEARCH_DIVERSITY = 0.3;

/**
 * What a scenario comes to: which list, and what it asks for. What the call itself says goes before what the scenario would. Where the page is
 * about what the pack does not know, as an item newer than the pack, the list is the shopper's own, and a note says so.
 *
 * @param pack the catalogue
 * @param asked any call; what is no `recommend` stays as it is
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
      if (call.itemId === undefined || !known([call.itemId])) return own('unknown-item', 'the pack does not know the itemId of the page');
      return { userImpact: PRODUCT_IMPACT, ...call, kind: 'related' };
    case 'cart':
    case 'order-confirmed':
      if (!known(call.itemIds)) return own('unknown-item', 'the pack knows none of the itemIds');
      return { ...call, kind: 'boughtTogether' };
    case 'category':
      if (call.category === undefined) return own('bad-argument', 'it names no category');
      return { ...call, within: call.category };
    case 'search':
      if (call.itemIds === undefined) return own('bad-argument', 'there are no itemIds to rank anew');
      return { ...call, kind: 'rerank' };
    case 'empty-search':
      return { diversity: EMPTY_SEARCH_DIVERSITY, ...call };
    case 'landing':
      return call;
    default:
      return own('unknown-name', 'there is no such scenario');
  }
}
