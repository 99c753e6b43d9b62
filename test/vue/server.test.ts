import { expect, it } from 'vitest';
import { createSSRApp, defineComponent, h, Suspense } from 'vue';
import { renderToString } from 'vue/server-renderer';
import type { Shelf } from '../../src/index.js';
import * as vue from '../../src/vue.js';
import { answerOf, catalogItemOf, createTestShelf } from '../binding/test-shelf.js';

const fallback = ['a', 'b'].map(catalogItemOf);

const Lists = defineComponent({
  async setup() {
    const lists = [
      vue.useRecommendations({ fallback }),
      vue.useRerank(fallback),
      vue.useNewArrivals({ fallback }),
      vue.useBuyAgain({ fallback }),
      vue.useSavedForLater({ fallback }),
      vue.useBecause({ fallback }),
      vue.useRelatedProducts('a', { fallback }),
      vue.useFrequentlyBoughtTogether('a', { fallback }),
      vue.useTrendingItems({ fallback }),
      vue.useRecentlyViewed({ fallback }),
    ];
    const next = vue.useNextItems(lists[0]);
    const others = [vue.useSegments(), vue.useExplanation('a'), vue.useMeasures(), vue.useQuiz()];
    const [consent, known] = [vue.useConsent(), vue.useProfile()];
    const waited = await vue.useSuspenseRecommendations({ fallback });
    return () =>
      JSON.stringify([
        ...[...lists, waited, next].map(({ value }) => [value.status, ...value.items.map(({ id }) => id)].join(' ')),
        ...others.map(({ value }) => value.status),
        consent.value.state,
        known.value.profile,
      ]);
  },
});

const render = async (shelf: Shelf | Promise<Shelf> | null): Promise<string> => {
  const app = createSSRApp({ render: () => h(Suspense, null, { default: () => h(Lists) }) });
  vue.provideShelf(shelf, app);
  return (await renderToString(app)).replaceAll('&quot;', '"');
};

const EVERYBODYS = JSON.stringify([...Array(12).fill('loading a b'), ...Array(4).fill('loading'), null, null]);

it('a server renders the fallback, and does not wait for an answer', async () => {
  expect(await render(null)).toBe(EVERYBODYS);
});

it('a server renders nothing personal, and asks nothing, even with a shelf of a known shopper', async () => {
  const shelf = createTestShelf(answerOf(['secret']));
  for (const given of [shelf, Promise.resolve(shelf), shelf]) expect(await render(given)).toBe(EVERYBODYS);
  expect(shelf.asked).toEqual([]);
  expect(shelf.listeners.size).toBeLessThanOrEqual(2);
});

it('composables without a shelf render their fallbacks', async () => {
  const app = createSSRApp({
    setup: () => {
      const list = vue.useRecommendations({ fallback });
      return () => list.value.items.map(({ id }) => id).join();
    },
  });
  expect(await renderToString(app)).toBe('a,b');
});
