import { setAttribute } from '../../../core/page/page-nodes.js';
import { cleanText } from '../../../core/text/clean-text.js';
import type { ShownTaste, Tastes } from '../../../types/results/tastes.js';
import { makeElement } from '../../markup/make-element.js';
import { eventList } from './event-list.js';
import type { KnownEvents, PanelSection, SectionView } from './section-view.js';
import { shownTastes, wishButtons } from './wishes/wish-buttons.js';

/** Maximum number of tastes of a kind. */
const SHOWN = 8;
const KINDS = ['category', 'brand', 'color', 'size', 'type'] as const;

/** The shopper's tastes with their evidence, groups of similar shoppers, and segments. */
export const TASTE_SECTION: PanelSection = {
  name: 'tastes',
  fill: async (view) => {
    const known = await view.shelf.profile.inspect({ tastes: true });
    const { tastes } = known;
    if (tastes?.state !== 'ready') throw new Error(tastes?.note.message ?? '');
    if (tastes.tastes.length === 0) return [makeElement('p', {}, view.say('none'))];
    return [
      makeElement('p', {}, view.say('half-life', tastes.halfLifeDays)),
      ...KINDS.flatMap((kind) =>
        tasteList(
          view,
          kind,
          tastes.tastes.filter((taste) => taste.kind === kind),
          known,
        ),
      ),
      ...groupList(view, tastes),
      ...segmentList(view, tastes),
    ];
  },
};

function tasteList(view: SectionView, kind: ShownTaste['kind'], tastes: readonly ShownTaste[], known: KnownEvents): HTMLElement[] {
  if (tastes.length === 0) return [];
  const rows = shownTastes(tastes, SHOWN).map((taste) => tasteRow(view, taste, known));
  const rest = tastes.length - rows.length;
  const list = makeElement('ul', { role: 'list', 'data-onshelf-tastes': kind }, ...rows);
  return [makeElement('h3', {}, view.say(kind)), list, ...(rest > 0 ? [makeElement('p', {}, view.say('further', { count: rest }))] : [])];
}

function tasteRow(view: SectionView, taste: ShownTaste, known: KnownEvents): HTMLElement {
  const { kind, name, long, short, wish, events: ids } = taste;
  const shown = cleanText(name);
  const key = `taste ${kind} ${name}`;
  const row = makeElement(
    'li',
    { 'data-onshelf-row': key },
    makeElement('strong', {}, makeElement('bdi', {}, shown)),
    // Of a taste that is not wanted nothing speaks.
    ...(wish === 'none' ? [] : [shareLine(view, 'short', short), shareLine(view, 'long', long)]),
    wishButtons(view, taste, known.aside?.events),
    eventList(view, key, ids, known),
  );
  if (kind === 'category' || kind === 'brand')
    row.append(view.forgetButton(view.say('forget-all'), () => (kind === 'brand' ? { brand: name } : { category: name }), shown));
  return row;
}

/** A share as a bar and a number. */
function shareLine({ say, formats }: SectionView, term: 'long' | 'short', share: number): HTMLElement {
  const words = formats.percent(share);
  const bar = makeElement('meter', { min: '0', max: '1', value: String(Math.min(1, Math.max(0, share))) }, words);
  setAttribute(bar, 'aria-label', say(term));
  return makeElement('div', { 'data-onshelf-share': '' }, makeElement('span', {}, say(term)), bar, makeElement('span', {}, words));
}

function groupList({ say, formats }: SectionView, { prototypes }: Tastes): HTMLElement[] {
  if (prototypes.length === 0) return [];
  const rows = prototypes.map(({ shoppers, share, categories }) =>
    makeElement(
      'li',
      {},
      say('group', {
        count: formats.number(shoppers),
        share: formats.percent(share),
        names: categories.map(({ name }) => cleanText(name)).join(', '),
      }),
    ),
  );
  return [makeElement('h3', {}, say('groups')), makeElement('ul', {}, ...rows)];
}

function segmentList({ say, formats }: SectionView, { segments }: Tastes): HTMLElement[] {
  if (segments.length === 0) return [];
  const rows = segments.map(({ name, share }) =>
    makeElement('li', {}, makeElement('bdi', {}, cleanText(name)), ` (${formats.percent(share)})`),
  );
  return [makeElement('h3', {}, say('segments')), makeElement('ul', {}, ...rows)];
}
