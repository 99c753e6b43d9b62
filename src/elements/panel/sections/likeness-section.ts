import { cleanText } from '../../../core/text/clean-text.js';
import type { ReadEmbedding, UserEmbedding } from '../../../types/known.js';
import { makeElement } from '../../markup/make-element.js';
import type { PanelSection, SectionView } from './section-view.js';

/** Maximum number of items of the history. */
const SHOWN = 10;

/** The user embedding in words: the products nearest to it, and how much each product of the history adds. */
export const LIKENESS_SECTION: PanelSection = {
  name: 'likeness',
  fill: async (view) => {
    const { embeddings } = await view.shelf.profile.inspect({ embedding: true });
    if (embeddings === undefined) throw new Error('');
    const parts = await Promise.all(embeddings.map((embedding) => readerPart(view, embedding)));
    return parts.flat();
  },
};

async function readerPart(view: SectionView, embedding: UserEmbedding): Promise<Node[]> {
  const heading = makeElement('h3', {}, view.say(`reader-${embedding.reader}`));
  if (embedding.state !== 'ready') return [heading, makeElement('p', {}, cleanText(embedding.note.message))];
  if (embedding.made.length === 0) return [heading, makeElement('p', {}, view.say('none'))];
  return [heading, ...(await readyPart(view, embedding))];
}

async function readyPart({ say, formats, titlesOf }: SectionView, { worth, nearest, made }: ReadEmbedding): Promise<Node[]> {
  const shown = [...made].sort((one, other) => Math.abs(other.share) - Math.abs(one.share)).slice(0, SHOWN);
  const titleOf = await titlesOf([...nearest.map(({ id }) => id), ...shown.map(({ itemId }) => itemId)]);
  const line = (id: string, words: string): HTMLElement =>
    makeElement('li', {}, makeElement('bdi', {}, titleOf(id)), makeElement('span', {}, words));
  const near = nearest.map(({ id, cosine }) => line(id, formats.percent(cosine)));
  const adds = shown.map(({ itemId, share }) =>
    line(itemId, share < 0 ? `${say('against')} ${formats.percent(-share)}` : formats.percent(share)),
  );
  const rest = made.length - shown.length;
  return [
    ...(worth > 0 ? [] : [makeElement('p', {}, say('unused'))]),
    makeElement('p', {}, say('nearest')),
    makeElement('ul', { role: 'list', 'data-onshelf-figures': '' }, ...near),
    makeElement('p', {}, say('made')),
    makeElement('ul', { role: 'list', 'data-onshelf-figures': '' }, ...adds),
    ...(rest > 0 ? [makeElement('p', {}, say('further', { count: rest }))] : []),
  ];
}
