// A page of a Vue shop: server-rendered HTML, hydrated; and parts that are mounted in the browser.
import {
  provideShelf,
  useBecause,
  useBuyAgain,
  useConsent,
  useExplanation,
  useFrequentlyBoughtTogether,
  useItemRef,
  useMeasures,
  useNewArrivals,
  useNextItems,
  useProfile,
  useQuiz,
  useRecentlyViewed,
  useRecommendations,
  useRelatedProducts,
  useRerank,
  useSavedForLater,
  useSegments,
  useSuspenseRecommendations,
  useTrack,
  useTrendingItems,
} from 'onshelf/vue';
import {
  type App,
  type Component,
  type ComputedRef,
  createApp,
  createSSRApp,
  defineComponent,
  h,
  KeepAlive,
  onUpdated,
  type PropType,
  reactive,
  ref,
  Suspense,
  type VNode,
} from 'vue';
import { renderToString } from 'vue/server-renderer';
import type { Shelf } from '../../../src/index.js';
import type { List, ListItem, ListReport } from '../../../src/vue.js';

const fallback = Array.from({ length: 8 }, (_, index) => ({ id: `boot-00${index + 1}`, title: `Boot ${index + 1}` }));
const style = { width: '200px', height: '60px', overflow: 'hidden' };
type Entry = ListItem<{ readonly id: string; readonly title?: string }>;
type Rail = Pick<List<Entry['item']>, 'items' | 'report'> & { readonly status: string };

const Card = defineComponent({
  props: { entry: { type: Object as PropType<Entry>, required: true }, report: { type: Object as PropType<ListReport>, required: true } },
  setup(props) {
    const card = useItemRef(
      () => props.report,
      () => props.entry,
    );
    return () =>
      h('li', { ref: card, style, 'data-id': props.entry.id, onClick: () => props.report.click(props.entry) }, props.entry.item.title);
  },
});
const rail = (name: string, { items, status, report }: Rail): VNode =>
  h('ul', { id: name, 'data-status': status }, [...items.map((entry) => h(Card, { key: entry.place, entry, report }))]);
const railOf = (name: string, use: () => ComputedRef<Rail>): Component =>
  defineComponent(() => {
    const list = use();
    return () => rail(name, list.value);
  });
const button = (id: string, onClick: () => unknown): VNode => h('button', { id, type: 'button', onClick: () => void onClick() }, id);

const Home = railOf('home', () => useRecommendations({ fallback }));
const Related = railOf('related', () => useRelatedProducts('tent-001', { fallback }));
const Suspended = defineComponent({
  async setup() {
    const list = await useSuspenseRecommendations({ fallback });
    return () => rail('suspended', list.value);
  },
});
const suspense = (): VNode => h(Suspense, null, { default: () => h(Suspended), fallback: () => h('p', { id: 'waiting' }, 'waiting') });
const Shop = { render: () => h('div', [h(Home), h(Related), suspense()]) };

/** The shop's own records; the pack does not contain all of them. */
const found = ['lamp-001', 'unknown', 'tent-014', 'boot-001'].map((id) => ({ id, title: `Found ${id}` }));

/** Every other composable. */
const Others = defineComponent(() => {
  const lists: Record<string, ComputedRef<Rail>> = {
    together: useFrequentlyBoughtTogether(['tent-001', 'tent-005'], { count: 4 }),
    trending: useTrendingItems({ count: 4 }),
    recent: useRecentlyViewed({ count: 4 }),
    new: useNewArrivals({ count: 4 }),
    because: useBecause({ count: 4 }),
    reranked: useRerank(found, { strength: 1 }),
    again: useBuyAgain({ count: 4 }),
    saved: useSavedForLater({ count: 4 }),
  };
  const next = useNextItems(useRecommendations({ count: 4 }));
  const [segments, explanation, measures, quiz] = [useSegments(), useExplanation('tent-001'), useMeasures(), useQuiz({ pairs: 2 })];
  const [known, consent, track] = [useProfile(), useConsent(), useTrack()];
  return () =>
    h('div', [
      ...Object.entries(lists).map(([name, list]) => rail(name, list.value)),
      rail('next', next.value),
      h('p', { id: 'asked' }, [segments, explanation, measures, quiz].map(({ value }) => value.status).join(' ')),
      h('p', { id: 'known' }, `${known.value.profile?.events.length ?? 'nobody'} ${consent.value.state ?? 'not asked'}`),
      button('look', () => track('view_item', { items: [{ item_id: 'tent-014' }] })),
      button('more', () => next.value.more()),
      button('choose', () => quiz.value.pair && quiz.value.choose(quiz.value.pair.items[0])),
      button('refuse', () => consent.value.set('denied')),
    ]);
});

/** A request that follows a choice, in a list that is kept while another is shown. */
const Kept = defineComponent(() => {
  const shown = ref(true);
  const item = ref('tent-001');
  const List = railOf('kept', () => useRelatedProducts(item, () => ({ count: 4, now: Date.now() })));
  const Other = defineComponent(() => () => h('p', { id: 'other' }, 'other'));
  return () =>
    h('div', [
      h(KeepAlive, null, () => h(shown.value ? List : Other)),
      button('switch', () => {
        shown.value = !shown.value;
      }),
      button('change', () => {
        item.value = item.value === 'tent-001' ? 'boot-001' : 'tent-001';
      }),
    ]);
});

/** Each rendering asks for another moment. */
const Restless = defineComponent(() => {
  const request = reactive({ now: Date.now(), count: 4 });
  const list = useRecommendations(request);
  onUpdated(() => {
    page.updates++;
    request.now++;
  });
  return () => rail('restless', list.value);
});

const PARTS = { Others, Kept, Restless, Suspended: { render: suspense } };
let app: App | undefined;
const page = {
  updates: 0,
  warnings: [] as string[],
  /** Hydrates the HTML that a server without a shelf rendered. Returns that HTML. */
  hydrate: async (shelf: Promise<Shelf>): Promise<string> => {
    const server = createSSRApp(Shop);
    provideShelf(null, server);
    const html = await renderToString(server);
    document.body.innerHTML = `<main>${html}</main><p id="below">below</p>`;
    app = createSSRApp(Shop);
    provideShelf(shelf, app);
    app.mount('main');
    return html;
  },
  /** Mounts a part without a server. */
  mount: (part: keyof typeof PARTS, shelf: Shelf): void => {
    document.body.innerHTML = '<main></main>';
    app = createApp(PARTS[part]);
    provideShelf(shelf, app);
    app.mount('main');
  },
  unmount: (): void => app?.unmount(),
};

for (const level of ['warn', 'error'] as const) {
  const write = console[level];
  console[level] = (...parts: unknown[]) => {
    page.warnings.push(parts.join(' '));
    write(...parts);
  };
}

declare global {
  var vuePage: typeof page;
}
globalThis.vuePage = page;
