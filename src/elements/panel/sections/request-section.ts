import { Address } from '../../../core/page/platform.js';
import { cleanText } from '../../../core/text/clean-text.js';
import type { MadeRequest } from '../../../types/privacy/request-receipt.js';
import { makeElement } from '../../markup/make-element.js';
import { createFold } from './create-fold.js';
import type { PanelSection, SectionView } from './section-view.js';

/** The requests of the library, to be compared with the browser's network panel, and what the pictures of lists tell. */
export const REQUEST_SECTION: PanelSection = {
  name: 'requests',
  fill: async (view) => {
    const { say, formats, shelf } = view;
    // What one of them lacks, the other does not.
    const [receipt, pictures] = await Promise.all([shelf.privacy.receipt(), pictureLines(view)]);
    const bytes = receipt.requests.reduce((sum, request) => sum + (request.transferred ?? request.bytes ?? 0), 0);
    const words = say('requests-made', { count: formats.number(receipt.requests.length), bytes: formats.bytes(bytes) });
    const rows = async (): Promise<Node[]> => [
      makeElement('ul', { role: 'list', 'data-onshelf-requests': '' }, ...receipt.requests.map((request) => requestRow(view, request))),
    ];
    return [
      makeElement('p', {}, words),
      ...(receipt.complete
        ? []
        : [makeElement('p', {}, `${say('not-all')} ${receipt.notes.map(({ message }) => cleanText(message)).join(' ')}`)]),
      createFold(view, 'requests each', say('each'), rows).element,
      makeElement('h3', {}, say('pictures')),
      ...pictures,
    ];
  },
};

function requestRow({ say, formats }: SectionView, { url, at, purpose, status, bytes, fromCache, failed }: MadeRequest): HTMLElement {
  const facts = [
    say(`purpose-${purpose}`),
    formats.time(at),
    ...(bytes === null ? [] : [formats.bytes(bytes)]),
    ...(fromCache === true ? [say('cached')] : []),
    ...(failed === true ? [say('broken')] : []),
    ...(status === null || status === 200 ? [] : [String(status)]),
  ];
  return makeElement('li', {}, makeElement('bdi', { dir: 'ltr' }, nameIn(url)), ' ', makeElement('small', {}, facts.join(' · ')));
}

/** The path of an address, which is how the browser's network panel names it too. */
function nameIn(url: string): string {
  try {
    const { pathname, search } = new Address(url);
    return cleanText(pathname + search);
  } catch {
    return cleanText(url);
  }
}

async function pictureLines({ say, formats, shelf, titlesOf }: SectionView): Promise<Node[]> {
  const { bits, possible, guesses, notes } = await shelf.privacy.leak();
  if (bits === null || possible === null)
    return [makeElement('p', {}, [say('leak-unknown'), ...notes.map(({ message }) => cleanText(message))].join(' '))];
  if (bits === 0) return [makeElement('p', {}, say('leak-none'))];
  const words = makeElement('p', {}, say('leak-bits', { bits: formats.number(bits), possible: formats.number(possible) }));
  if (guesses.length === 0) return [words];
  const titleOf = await titlesOf(guesses.map(({ itemId }) => itemId));
  const rows = guesses.map(({ itemId, chance }) =>
    makeElement('li', {}, makeElement('bdi', {}, titleOf(itemId)), makeElement('span', {}, formats.percent(chance))),
  );
  return [words, makeElement('p', {}, say('guess')), makeElement('ul', { role: 'list', 'data-onshelf-figures': '' }, ...rows)];
}
