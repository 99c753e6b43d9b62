import { createElement as h, StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { Shelf } from '../../src/index.js';
import { OnshelfProvider, useConsent, useProfile, useRecommendations, useRerank, useSuspenseRecommendations } from '../../src/react.js';
import { answerOf, catalogItemOf, createTestShelf } from '../binding/test-shelf.js';

const fallback = ['a', 'b'].map(catalogItemOf);

function Lists() {
  const home = useRecommendations({ fallback });
  const suspense = useSuspenseRecommendations({ count: 3, fallback });
  const category = useRerank(fallback);
  const { state } = useConsent();
  const { profile } = useProfile();
  const told = [home, suspense, category].map(({ items, status, servedBy }) => [status, servedBy.model, ...items.map(({ id }) => id)]);
  return JSON.stringify([...told, state, profile]);
}

const render = (shelf: Shelf | Promise<Shelf> | null): string =>
  renderToString(h(StrictMode, null, h(OnshelfProvider, { shelf }, h(Lists)))).replaceAll('&quot;', '"');

const EVERYBODYS = '[["loading","fallback","a","b"],["loading","fallback","a","b"],["loading","fallback","a","b"],null,null]';

it('a server renders the fallback', () => {
  expect(render(null)).toBe(EVERYBODYS);
});

it('a server renders nothing personal, even with a shelf of a known shopper', async () => {
  const shelf = createTestShelf(answerOf(['secret']));
  expect(render(shelf)).toBe(EVERYBODYS);
  await new Promise((resolve) => setTimeout(resolve));
  expect(render(shelf)).toBe(EVERYBODYS);
  expect(shelf.asked).toEqual([]);
});

it('hooks without a provider render their fallbacks', () => {
  expect(renderToString(h(Lists)).replaceAll('&quot;', '"')).toBe(EVERYBODYS);
});
