import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type Component,
  computed,
  defineComponent,
  effectScope,
  h,
  KeepAlive,
  type MaybeRefOrGetter,
  onUpdated,
  reactive,
  ref,
  Suspense,
  shallowRef,
} from 'vue';
import type { CatalogItem, RecommendRequest } from '../../src/index.js';
import type { List, ShelfSource } from '../../src/vue.js';
import * as vue from '../../src/vue.js';
import { answerOf, createTestShelf, type TestShelf } from '../binding/test-shelf.js';
import { mountHeadless, settled } from './mount-headless.js';

// Composables ask nothing where there is no window.
beforeEach(() => vi.stubGlobal('window', globalThis));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const told = ({ status, items }: Pick<List<unknown>, 'items'> & { readonly status: string }): string =>
  [status, ...items.map(({ id }) => id)].join(' ');
const mount = (root: Component, shelf: Parameters<typeof vue.provideShelf>[0]) =>
  mountHeadless(root, (app) => vue.provideShelf(shelf, app));
const listOf = (options: MaybeRefOrGetter<RecommendRequest & vue.CatalogListOptions>): Component =>
  defineComponent(() => {
    const list = vue.useRecommendations(options);
    return () => told(list.value);
  });
const requestsOf = (shelf: TestShelf): unknown[] => shelf.asked.map(([, request]) => request);
const fallback: readonly CatalogItem[] = [{ id: 'f' }];

describe('a list', () => {
  it('is the fallback, then the answer, then the next answer after a change', async () => {
    const shelf = createTestShelf(answerOf(['a']));
    const { text } = mount(listOf({ fallback }), shelf);
    expect(text()).toBe('loading f');
    await settled();
    expect(text()).toBe('ready a');
    shelf.answer(answerOf(['b']));
    await settled();
    expect(text()).toBe('ready b');
    expect(requestsOf(shelf)).toEqual([{ count: 1 }, { count: 1 }]);
  });

  it('has as many items as its placement says, whatever the fallback has', async () => {
    const shelf = createTestShelf(answerOf(['a']));
    mount(listOf({ placement: 'home-top', fallback }), shelf);
    await settled();
    expect(requestsOf(shelf)).toEqual([{ placement: 'home-top' }]);
  });

  it.each([
    [
      'a ref',
      (category: string) => {
        const options = ref({ category });
        return [
          options,
          (next: string) => {
            options.value = { category: next };
          },
        ] as const;
      },
    ],
    [
      'a reactive object',
      (category: string) => {
        const options = reactive({ category });
        return [
          options,
          (next: string) => {
            options.category = next;
          },
        ] as const;
      },
    ],
    [
      'a getter',
      (category: string) => {
        const now = ref(category);
        return [
          () => ({ category: now.value }),
          (next: string) => {
            now.value = next;
          },
        ] as const;
      },
    ],
    [
      'a computed',
      (category: string) => {
        const now = ref(category);
        return [
          computed(() => ({ category: now.value })),
          (next: string) => {
            now.value = next;
          },
        ] as const;
      },
    ],
  ])('follows %s, with plain data for the worker', async (_kind, make) => {
    const shelf = createTestShelf(answerOf(['a']));
    const [options, change] = make('Tents');
    const { text } = mount(listOf(options), shelf);
    await settled();
    change('Lamps');
    await settled();
    expect(text()).toBe('ready a');
    expect(requestsOf(shelf)).toEqual([{ category: 'Tents' }, { category: 'Lamps' }]);
    expect(() => structuredClone(requestsOf(shelf))).not.toThrow();
  });

  it('waits for a shelf that is provided later, also through a reactive object', async () => {
    const shelf = ref<ShelfSource>(null);
    const { text } = mount(listOf({ fallback }), () => shelf.value);
    await settled();
    expect(text()).toBe('loading f');
    shelf.value = Promise.resolve(createTestShelf(answerOf(['a']))) as never;
    await settled();
    expect(text()).toBe('ready a');
  });

  it('asks no more once its component is unmounted', async () => {
    const shelf = createTestShelf(answerOf(['a']));
    const { app } = mount(listOf({}), shelf);
    await settled();
    app.unmount();
    shelf.answer(answerOf(['b']));
    await settled();
    expect(shelf.asked.length).toBe(1);
  });

  it('rests while KeepAlive keeps it off the page, and is of today when it comes back', async () => {
    const shelf = createTestShelf(answerOf(['a']));
    const shown = ref(true);
    const List = listOf({});
    const Other = defineComponent(() => () => 'other');
    const { text } = mount({ render: () => h(KeepAlive, null, () => h(shown.value ? List : Other)) }, shelf);
    await settled();
    shown.value = false;
    await settled();
    shelf.answer(answerOf(['b']));
    await settled();
    expect(shelf.asked.length).toBe(1);
    shown.value = true;
    await settled();
    expect(text()).toBe('ready b');
    shelf.answer(answerOf(['c']));
    await settled();
    expect(text()).toBe('ready c');
  });

  it('ends with an effect scope outside components', async () => {
    const shelf = createTestShelf(answerOf(['a']));
    const { app } = mount({ render: () => '' }, shelf);
    const scope = effectScope();
    const list = app.runWithContext(() => scope.run(() => vue.useRecommendations({})));
    await settled();
    expect(list && told(list.value)).toBe('ready a');
    scope.stop();
    shelf.answer(answerOf(['b']));
    await settled();
    expect(shelf.asked.length).toBe(1);
  });

  it('is waited for by Suspense, also if the shelf comes later', async () => {
    const shelf = shallowRef<ShelfSource>(null);
    const Waiting = defineComponent({
      async setup() {
        const list = await vue.useSuspenseRecommendations({ fallback });
        return () => told(list.value);
      },
    });
    const { text } = mount({ render: () => h(Suspense, null, { default: () => h(Waiting), fallback: () => 'waiting' }) }, shelf);
    await settled();
    expect(text()).toBe('waiting');
    const opened = createTestShelf(answerOf(['a']));
    shelf.value = opened;
    await settled();
    expect(text()).toBe('ready a');
    opened.answer(answerOf(['b']));
    await settled();
    expect(text()).toBe('ready b');
  });
});

describe('a request that each render changes', () => {
  it.each(['now', 'seed'])('settles, says so once, and follows its other parameters: %s', async (name) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const shelf = createTestShelf(answerOf(['a']));
    const options = reactive<Record<string, unknown>>({ [name]: 0, category: 'Tents' });
    const Restless = defineComponent(() => {
      const list = vue.useRecommendations(options);
      onUpdated(() => {
        options[name] = (options[name] as number) + 1;
      });
      return () => told(list.value);
    });
    const { text } = mount(Restless, shelf);
    options[name] = 1;
    await settled(100);
    expect(text()).toMatch(/^ready a/);
    expect(shelf.asked.length).toBeLessThan(12);
    const said = warn.mock.calls.flat().filter((line) => String(line).includes('[unsteady-request]'));
    expect(said.length).toBe(1);
    expect(said[0]).toContain(`"${name}" of recommend()`);
    options.category = 'Lamps';
    await settled(100);
    expect(text()).toMatch(/^ready a/);
    expect(shelf.asked.at(-1)?.[1]).toMatchObject({ category: 'Lamps' });
    expect(shelf.asked.length).toBeLessThan(20);
  });
});

describe("the shop's own records", () => {
  it('are those of resolve(), reactively; items without one are left out', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const products = ref(new Map([['a', { id: 'a', rating: 4.5 }]]));
    const Rated = defineComponent(() => {
      const list = vue.useRecommendations({ resolve: (id) => products.value.get(id) });
      return () => list.value.items.map(({ item }) => item.rating.toFixed(2)).join();
    });
    const { text } = mount(Rated, createTestShelf(answerOf(['a', 'b'])));
    await settled();
    expect(text()).toBe('4.50');
    products.value.set('b', { id: 'b', rating: 3 });
    await settled();
    expect(text()).toBe('4.50,3.00');
  });
});
