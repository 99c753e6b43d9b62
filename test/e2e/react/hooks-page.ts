// Hooks in unusual situations, bundled with React 19 and with React 18: requests that change with every render, lists that grow, records of the
// shop's own, and hooks that answer no list.
import * as hooks from 'onshelf/react';
import { createElement as h, type ReactElement, StrictMode, Suspense, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { Shelf } from '../../../src/index.js';
import type { List } from '../../../src/react.js';

const fallback = [{ id: 'boot-001', title: 'Boot 1' }];
/** The shop's own records, with more than an answer carries. */
const rated = new Map(
  [...'123456789'].flatMap((digit) => ['tent', 'boot', 'lamp'].map((kind) => [`${kind}-00${digit}`, Number(digit) / 2])),
);
const ratingOf = (id: string): { id: string; rating: number } => ({ id, rating: rated.get(id) ?? 5 });
const known = new Map([...rated.keys()].map((id) => [id, ratingOf(id)]));

/** What a part of the page shows. */
const show = (id: string, status: string, words: readonly unknown[]): ReactElement =>
  h('p', { id, 'data-status': status }, words.join(' '));
const showList = (id: string, { status, items }: Pick<List<unknown>, 'items'> & { readonly status: string }): ReactElement =>
  show(
    id,
    status,
    items.map((entry) => entry.id),
  );
const button = (id: string, onClick: () => unknown): ReactElement => h('button', { id, type: 'button', onClick: () => void onClick() }, id);

const page = {
  /** A moment that stays. */
  now: Date.now(),
  renders: 0,
  warnings: [] as string[],
  /** Mounts one of the parts below. */
  mount: (name: keyof typeof PARTS, shelf: Shelf): void => {
    document.body.innerHTML = '<main></main>';
    const part = h(Suspense, { fallback: h('p', { id: 'waiting' }, 'waiting') }, h(PARTS[name]));
    createRoot(document.querySelector('main') as Element).render(h(StrictMode, null, h(hooks.OnshelfProvider, { shelf }, part)));
  },
};

const PARTS = {
  /** Each render asks for another moment, another seed, another order of ids. */
  restless: (): ReactElement => {
    page.renders++;
    const [item, setItem] = useState('tent-001');
    const now = Date.now() + page.renders;
    return h(
      'div',
      null,
      showList('now', hooks.useRecommendations({ now, fallback })),
      showList('seed', hooks.useTrendingItems({ seed: Math.floor(Math.random() * 1e9), exploration: 0.5 })),
      showList('item', hooks.useRelatedProducts(item, { now, count: 3 })),
      show('segments', hooks.useSegments({ now }).status, []),
      show('explanation', hooks.useExplanation(item, { now }).status, []),
      button('change', () => setItem('boot-001')),
    );
  },
  /** A component that has nothing to remember between its tries. */
  suspended: (): ReactElement => {
    page.renders++;
    return showList('suspended', hooks.useSuspenseRecommendations({ now: Date.now() + page.renders, count: 4 }));
  },
  /** Renders all the time, for a reason of its own. */
  ticking: (): ReactElement => {
    const [tick, setTick] = useState(0);
    useEffect(() => {
      const timer = setInterval(() => setTick((count) => count + 1), 10);
      return () => clearInterval(timer);
    }, []);
    return showList('ticking', hooks.useRecommendations({ now: Date.now() + tick, count: 4 }));
  },
  /** A category whose next pages come as the shopper scrolls. */
  growing: (): ReactElement => {
    const [count, setCount] = useState(8);
    const [resetKey, setKey] = useState('first');
    const items = ['tent', 'boot', 'lamp']
      .flatMap((kind) => [...'12345678'].map((digit) => ({ id: `${kind}-00${digit}` })))
      .slice(0, count);
    const list = hooks.useRerank(items, { strength: 1, resetKey });
    return h(
      'div',
      null,
      showList('growing', list),
      button('grow', () => setCount(count + 8)),
      button('renew', () => setKey('second')),
    );
  },
  /** Cards need what no answer carries. */
  resolved: (): ReactElement => {
    const list = hooks.useRecommendations({ count: 12, fallback: [ratingOf('boot-001')], resolve: (id) => known.get(id) });
    return show(
      'resolved',
      list.status,
      list.items.map(({ item }) => item.rating.toFixed(1)),
    );
  },
  /** The hooks that answer no list, and lists that come in pages. */
  others: (): ReactElement => {
    const [segments, explanation, measures] = [
      hooks.useSegments({ count: 3 }),
      hooks.useExplanation('tent-001', { now: page.now }),
      hooks.useMeasures(),
    ];
    const [named, none] = [hooks.useItems(['tent-001', 'gla_tent-005', 'tent-001', 'unknown']), hooks.useItems([])];
    const best = hooks.useNextBest({ slots: [{ id: 'hero', kinds: ['category'] }] });
    const [current, setCurrent] = useState<readonly string[]>([]);
    hooks.useSegmentChange((change) => setCurrent(change.current.map(({ name }) => name)));
    const quiz = hooks.useQuiz({ pairs: 2 });
    const because = hooks.useBecause({ count: 3 });
    const next = hooks.useNextItems(hooks.useRecommendations({ count: 4 }));
    const { report } = next;
    const track = hooks.useTrack();
    return h(
      'div',
      null,
      show('segments', segments.status, segments.value?.categories.map(({ name }) => name) ?? []),
      show('member', 'ready', [current.join('|')]),
      show('best', best.status, best.value?.slots[0].places.map(({ id }) => id) ?? []),
      show('explanation', explanation.status, [explanation.value?.score ?? 'none']),
      show('measures', measures.status, [measures.value?.lists.reduce((sum, { clicks }) => sum + clicks, 0) ?? 'none']),
      show(
        'named',
        named.status,
        [...(named.value ?? [])].map(([id, { title }]) => `${id}: ${title}`),
      ),
      show('none', none.status, [none.value?.size ?? 'nothing']),
      show('quiz', quiz.status, [quiz.place, 'of', quiz.pairs, ...(quiz.pair?.items.map(({ id }) => id) ?? [])]),
      show('because', because.status, [because.about?.itemId ?? 'nothing', because.items.length]),
      showList('new', hooks.useNewArrivals({ count: 3 })),
      showList('again', hooks.useBuyAgain({ count: 3 })),
      showList('saved', hooks.useSavedForLater({ count: 3 })),
      showList('next', next),
      button('choose', () => quiz.pair && quiz.choose(quiz.pair.items[0])),
      button('restart', quiz.restart),
      button('more', next.more),
      button('click', () => report.click(next.items[next.items.length - 1])),
      button('buy', () => track('purchase', { transaction_id: 'order-1', items: [{ item_id: 'tent-013' }] })),
      button('wish', () => track('add_to_wishlist', { items: [{ item_id: 'tent-021' }] })),
    );
  },
};

const warn = console.warn;
console.warn = (...parts: unknown[]) => {
  page.warnings.push(parts.join(' '));
  warn(...parts);
};

declare global {
  var hooksPage: typeof page;
}
globalThis.hooksPage = page;
