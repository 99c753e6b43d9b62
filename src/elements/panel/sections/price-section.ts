import { cleanText } from '../../../core/text/clean-text.js';
import type { PriceBand } from '../../../types/known.js';
import { makeElement } from '../../markup/make-element.js';
import { eventList } from './event-list.js';
import type { PanelSection, SectionView } from './section-view.js';

/** Maximum number of bands. */
const SHOWN = 12;

/** The shopper's price bands by category, and how they choose by price, each with its evidence. */
export const PRICE_SECTION: PanelSection = {
  name: 'prices',
  fill: async (view) => {
    const { say } = view;
    const known = await view.shelf.profile.inspect({ prices: true });
    const { prices } = known;
    if (prices?.state !== 'ready') throw new Error(prices?.note.message ?? '');
    const { bands, sensitivity } = prices;
    if (bands.length === 0) return [makeElement('p', {}, say('none'))];
    const rows = bands.slice(0, SHOWN).map((band) => {
      const { category, currency, events: ids } = band;
      return makeElement(
        'li',
        {},
        makeElement('strong', {}, makeElement('bdi', {}, cleanText(category) || say('uncategorised'))),
        makeElement('div', {}, bandText(view, band)),
        eventList(view, `price ${currency} ${category}`, ids, known),
      );
    });
    const rest = bands.length - rows.length;
    return [
      makeElement('ul', { role: 'list' }, ...rows),
      ...(rest > 0 ? [makeElement('p', {}, say('further', { count: rest }))] : []),
      makeElement('p', {}, say(`leaning-${sensitivity.leaning ?? 'unknown'}`)),
      ...(sensitivity.events.length > 0 ? [eventList(view, 'price leaning', sensitivity.events, known)] : []),
    ];
  },
};

function bandText({ say, formats }: SectionView, { currency, band, from, to }: PriceBand): string {
  if (band === null || from === null || to === null) return say('too-few');
  return `${say('range', { from: formats.money(from, currency), to: formats.money(to, currency) })}: ${say(`band-${band}`)}`;
}
