import { listen } from '../../../../core/page/page-nodes.js';
import type { AsideFrom } from '../../../../types/results/aside.js';
import { makeElement } from '../../../markup/make-element.js';
import type { PanelSection, SectionView } from '../section-view.js';

/** A gift, or a visit that is not typical: what is done in this tab is set aside, until it is ended. */
export const VISIT_SECTION: PanelSection = {
  name: 'visit',
  fill: async (view) => {
    const { say, formats } = view;
    const { aside, consent, paused } = await view.shelf.profile.inspect();
    if (consent === 'denied') return [makeElement('p', {}, say('visit-denied'))];
    const lines = [
      say('visit-how'),
      ...(paused ? [say('visit-paused')] : []),
      ...(consent === 'granted' ? [] : [say('visit-page')]),
      ...(aside === undefined ? [] : [say('visit-on', { count: formats.number(aside.events.length) })]),
    ];
    const choices = (['empty', 'profile'] as const).map((from) => choiceOf(view, from, aside?.from === from));
    const end = aside === undefined ? [] : [makeElement('p', {}, sideButton(view, null, say('visit-end'), say('visit-ended')))];
    return [
      ...lines.map((line) => makeElement('p', {}, line)),
      makeElement('div', { 'data-onshelf-row': 'visit', 'data-onshelf-visit': '' }, ...choices, ...end),
    ];
  },
};

/** A button with what it does. */
function choiceOf(view: SectionView, from: AsideFrom, isOn: boolean): HTMLElement {
  const { say } = view;
  const button = sideButton(view, from, say(`visit-${from}`), say('visit-begun'), { 'aria-pressed': String(isOn) });
  return makeElement('p', {}, button, ' ', makeElement('small', {}, say(`visit-${from}-how`)));
}

function sideButton(
  view: SectionView,
  from: AsideFrom | null,
  words: string,
  success: string,
  attributes: Readonly<Record<string, string>> = {},
): HTMLButtonElement {
  const button = makeElement('button', { type: 'button', ...attributes }, words);
  const act = () => view.shelf.profile.setAside(from && { from });
  listen(button, 'click', () => void view.change(act, () => success, button));
  return button;
}
