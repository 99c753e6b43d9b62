import { cleanText } from '../../../core/text/clean-text.js';
import type { EventName, ShelfEvent } from '../../../types/event.js';
import type { Forget } from '../../../types/known.js';
import type { ShownTaste } from '../../../types/results/tastes.js';
import { makeElement } from '../../markup/make-element.js';
import type { SectionTextName } from './section-texts.js';
import type { PanelSection, SectionView } from './section-view.js';

/** Maximum number of products to choose from, the latest first. */
const MAX_ITEMS = 200;
const DAY_MS = 86_400_000;

/** A choice of what to forget: its value, its words, and the number of events. */
type Choice = readonly [value: string, words: string, count: number];

/** Forgets a product, a category, a brand, a kind of event, or a span of days. */
export const FORGET_SECTION: PanelSection = {
  name: 'forgetting',
  keepsFields: true,
  fill: async (view) => {
    const { tastes, events } = await view.shelf.profile.inspect({ tastes: true });
    if (events.length === 0) return [makeElement('p', {}, view.say('none'))];
    const items = countsOf(events.flatMap(({ items: touched }) => [...new Set(touched.map(({ item_id: id }) => id))])).slice(0, MAX_ITEMS);
    const titleOf = await view.titlesOf(items.map(([id]) => id));
    // Without a pack, only the page's own words choose: products, kinds and days.
    const known = tastes?.state === 'ready' ? tastes.tastes : [];
    return [
      ...choiceLine(
        view,
        'by-item',
        items.map(([id, count]) => [id, titleOf(id), count]),
        (itemId) => ({ itemId }),
      ),
      ...choiceLine(view, 'by-category', tasteChoices(known, 'category'), (category) => ({ category })),
      ...choiceLine(view, 'by-brand', tasteChoices(known, 'brand'), (brand) => ({ brand })),
      ...choiceLine(
        view,
        'by-kind',
        countsOf(events.map(({ name }) => name)).map(([name, count]) => [name, view.kindText(name), count]),
        (name) => ({ name: name as EventName }),
      ),
      makeElement(
        'p',
        {},
        view.forgetButton(view.say('today'), () => ({ from: startOfDay(new Date()) })),
        ' ',
        view.forgetButton(view.say('week'), () => ({ from: Date.now() - 7 * DAY_MS })),
      ),
      spanLine(view, events),
    ];
  },
};

const tasteChoices = (tastes: readonly ShownTaste[], kind: ShownTaste['kind']): Choice[] =>
  tastes.filter((taste) => taste.kind === kind).map(({ name, events }) => [name, cleanText(name), events.length]);

/** How often each value is there, the latest first. */
function countsOf(values: readonly string[]): (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const value of [...values].reverse()) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts];
}

function choiceLine(
  view: SectionView,
  name: SectionTextName,
  choices: readonly Choice[],
  forget: (value: string) => Forget,
): HTMLElement[] {
  if (choices.length === 0) return [];
  const options = choices.map(([, words, count], index) =>
    makeElement('option', { value: String(index) }, view.say('choice', { name: words, count })),
  );
  const select = makeElement('select', {}, ...options);
  const label = makeElement('label', {}, makeElement('span', {}, view.say(name)), ' ', select);
  const words = view.text('forget');
  return [
    makeElement(
      'p',
      { 'data-onshelf-field': '' },
      label,
      ' ',
      view.forgetButton(words, () => forget(choices[Number(select.value)][0]), view.say(name)),
    ),
  ];
}

/** Two days and a button. One day alone is both. */
function spanLine(view: SectionView, events: readonly ShelfEvent[]): HTMLElement {
  const [first, last] = [events[0], events[events.length - 1]].map(({ time }) => dayText(new Date(time)));
  const [from, to] = (['from', 'to'] as const).map((name) => {
    const input = makeElement('input', { type: 'date', min: first, max: last });
    return [input, makeElement('label', {}, makeElement('span', {}, view.say(name)), ' ', input)] as const;
  });
  const chosen = (): Forget | string => {
    const [start, end] = [from[0].value || to[0].value, to[0].value || from[0].value];
    if (start === '') return view.say('no-days');
    return { from: startOfDay(localDay(start)), to: startOfDay(localDay(end), 1) - 1 };
  };
  return makeElement('p', { 'data-onshelf-field': '' }, from[1], ' ', to[1], ' ', view.forgetButton(view.say('between'), chosen));
}

/** Midnight of a day on this device's clock, or of `days` later: a day of 23 or 25 hours is a day too. */
const startOfDay = (day: Date, days = 0): number => new Date(day.getFullYear(), day.getMonth(), day.getDate() + days).getTime();

/** A day as `<input type="date">` writes it, on this device's clock. */
function dayText(day: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

function localDay(text: string): Date {
  const [year, month, day] = text.split('-').map(Number);
  return new Date(year, month - 1, day);
}
