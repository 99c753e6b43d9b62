import { cleanText } from '../../../core/text/clean-text.js';
import type { StoredExtent } from '../../../types/results/tastes.js';
import type { RetentionRule } from '../../../types/storage.js';
import { makeElement } from '../../markup/make-element.js';
import type { PanelSection, SectionView } from './section-view.js';

/** Maximum number of titles or searches in a line. */
const SHOWN = 20;

/** What is stored: where, how much, since when and until when; what was bought, hidden and searched for. */
export const STORED_SECTION: PanelSection = {
  name: 'stored',
  fill: async (view) => {
    const { storage, retention, bought, hidden, searches } = await view.shelf.profile.inspect({ tastes: true });
    if (storage === undefined) throw new Error('');
    return [
      ...extentLines(view, storage),
      ...(await nameList(view, 'bought', bought)),
      ...(await nameList(view, 'hidden', hidden)),
      ...(searches.length > 0 ? [listOf(view, 'searched', [...new Set(searches)].reverse().map(cleanText))] : []),
      ...(retention === null ? [] : [retentionList(view, Object.entries(retention))]),
    ];
  },
};

function extentLines({ say, formats }: SectionView, extent: StoredExtent): HTMLElement[] {
  const { where, events, bytes, since, latest, firstExpiry, until } = extent;
  const lines = [
    say(`where-${where}`),
    say('amount', { count: formats.number(events), bytes: formats.bytes(bytes) }),
    ...(since === null || latest === null ? [] : [say('span', { from: formats.day(since), to: formats.day(latest) })]),
    ...(firstExpiry === null || until === null || where === 'memory'
      ? []
      : [say('expiry', { from: formats.day(firstExpiry), to: formats.day(until) })]),
  ];
  return lines.map((line) => makeElement('p', {}, line));
}

async function nameList(view: SectionView, name: 'bought' | 'hidden', ids: readonly string[]): Promise<HTMLElement[]> {
  if (ids.length === 0) return [];
  const titleOf = await view.titlesOf(ids.slice(-SHOWN));
  return [listOf(view, name, [...ids].reverse().slice(0, SHOWN).map(titleOf), ids.length)];
}

function listOf({ say }: SectionView, name: 'bought' | 'hidden' | 'searched', names: readonly string[], count = names.length): HTMLElement {
  const shown = names.slice(0, SHOWN);
  const rows = shown.map((one) => makeElement('li', {}, makeElement('bdi', {}, one)));
  if (count > shown.length) rows.push(makeElement('li', {}, say('further', { count: count - shown.length })));
  return makeElement('div', {}, makeElement('h3', {}, say(name)), makeElement('ul', {}, ...rows));
}

function retentionList({ say, formats, kindText }: SectionView, rules: readonly (readonly [string, RetentionRule])[]): HTMLElement {
  const rows = rules.map(([name, { days, events }]) =>
    makeElement(
      'li',
      {},
      makeElement('span', {}, name === 'all' ? say('kept-all') : kindText(name)),
      makeElement('span', {}, say('kept-days', { days: formats.number(days), count: formats.number(events) })),
    ),
  );
  return makeElement(
    'div',
    {},
    makeElement('h3', {}, say('kept')),
    makeElement('ul', { role: 'list', 'data-onshelf-figures': '' }, ...rows),
  );
}
