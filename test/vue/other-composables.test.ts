import { describe, expect, it } from 'vitest';
import { type Component, defineComponent, ref } from 'vue';
import type { List } from '../../src/vue.js';
import * as vue from '../../src/vue.js';
import { answerOf, createTestShelf } from '../binding/test-shelf.js';
import { mountHeadless, settled } from './mount-headless.js';

const told = ({ status, items }: Pick<List<unknown>, 'items'> & { readonly status: string }): string =>
  [status, ...items.map(({ id }) => id)].join(' ');
const mount = (root: Component, shelf: Parameters<typeof vue.provideShelf>[0]) =>
  mountHeadless(root, (app) => vue.provideShelf(shelf, app));

describe('other composables', () => {
  it('give what their calls resolve with', async () => {
    const shelf = createTestShelf(answerOf(['a']));
    const All = defineComponent(() => {
      const because = vue.useBecause();
      const [segments, explanation, measures] = [vue.useSegments({ count: 2 }), vue.useExplanation('x', { count: 3 }), vue.useMeasures()];
      const best = vue.useNextBest({ slots: [{ id: 'hero', kinds: ['category'] }] });
      const items = vue.useItems(() => ['b', 'a', 'b']);
      const [consent, known, track] = [vue.useConsent(), vue.useProfile(), vue.useTrack()];
      void track('search');
      return () =>
        JSON.stringify([
          because.value.about?.itemId,
          segments.value.value?.model,
          best.value.value?.slots[0].places[0].id,
          explanation.value.value?.id,
          measures.value.value?.lists.length,
          [...(items.value.value?.keys() ?? [])].join(),
          consent.value.state,
          known.value.profile?.events.length,
        ]);
    });
    const { text } = mount(All, shelf);
    await settled();
    expect(text()).toBe('["viewed","personal","Tents","x",1,"a","unknown",1]');
    expect(shelf.asked).toContainEqual(['segments', { count: 2 }]);
    expect(shelf.asked).toContainEqual(['nextBest', { slots: [{ id: 'hero', kinds: ['category'] }] }]);
    expect(shelf.asked).toContainEqual(['rerank', ['b', 'a'], { strength: 0 }]);
    expect(shelf.asked).toContainEqual(['explain', 'x', { count: 3 }]);
  });

  it('tell a listener which segments the shopper enters, by the rule of now, until the component ends', async () => {
    const shelf = createTestShelf(answerOf(['a']));
    const told: string[] = [];
    const rule = ref({ share: 0.4 });
    const Greeting = defineComponent(() => {
      vue.useSegmentChange(({ entered }) => void told.push(...entered.map(({ name }) => name)), rule);
      return () => '';
    });
    const { app } = mount(Greeting, shelf);
    await settled();
    const tents = { kind: 'category', name: 'Tents', share: 0.5, events: 3, since: 1 } as const;
    const tell = (): void => {
      for (const follower of shelf.followers) follower({ entered: [tents], left: [], current: [tents], first: true });
    };
    tell();
    rule.value = { share: 0.6 };
    await settled();
    tell();
    expect(told).toEqual(['Tents', 'Tents']);
    expect(shelf.asked).toEqual([
      ['onSegmentChange', { share: 0.4 }],
      ['onSegmentChange', { share: 0.6 }],
    ]);
    app.unmount();
    expect(shelf.followers.size).toBe(0);
  });

  it('make a list longer, and keep its length when it changes', async () => {
    const shelf = createTestShelf(answerOf(['a', 'b'], 'personal', 'one'));
    let more = (): void => {};
    const Long = defineComponent(() => {
      const rail = vue.useNextItems(vue.useRecommendations({}));
      return () => {
        more = rail.value.more;
        return told(rail.value);
      };
    });
    const { text } = mount(Long, shelf);
    await settled();
    expect(text()).toBe('ready a b');
    more();
    await settled();
    expect(text()).toBe('ready a b one 0 one 1');
    shelf.answer(answerOf(['c', 'd'], 'personal', 'two'));
    await settled();
    expect(text()).toBe('ready c d two 0 two 1');
    for (let step = 0; step < 3; step++) {
      more();
      await settled();
    }
    expect(text()).toBe('complete c d two 0 two 1 two 2 two 3 two 4');
    expect(shelf.asked.filter(([name]) => name === 'next')).toEqual([
      ['next', 'one', 2],
      ['next', 'two', 2],
      ['next', 'two', 2],
      ['next', 'two', 2],
    ]);
  });

  it('ask a quiz pair by pair, once', async () => {
    const shelf = createTestShelf(answerOf(['a']));
    let quiz: ReturnType<typeof vue.useQuiz> | undefined;
    const Quiz = defineComponent(() => {
      const own = vue.useQuiz({ pairs: 2 });
      quiz = own;
      return () => `${own.value.status} ${own.value.place} of ${own.value.pairs}: ${own.value.pair?.items.map(({ id }) => id)}`;
    });
    const { text } = mount(Quiz, shelf);
    await settled();
    expect(text()).toBe('ready 0 of 2: left 0,right 0');
    await quiz?.value.choose({ id: 'left 0' });
    await settled();
    expect(text()).toBe('ready 1 of 2: left 1,right 1');
    quiz?.value.skip();
    await settled();
    expect(text()).toBe('complete 2 of 2: undefined');
    expect(shelf.asked).toEqual([['quiz', { pairs: 2 }]]);
    expect(shelf.tracked).toEqual([['feedback', { items: [{ item_id: 'left 0' }], kind: 'more', item_list_id: 'quiz-1' }]]);
    quiz?.value.restart();
    await settled();
    expect(text()).toBe('ready 0 of 2: left 0,right 0');
    expect(shelf.asked.length).toBe(2);
  });

  it('keep a growing order where it is', async () => {
    const shelf = createTestShelf(answerOf(['b', 'a']));
    const items = ref([{ id: 'a' }, { id: 'b' }]);
    const Order = defineComponent(() => {
      const list = vue.useRerank(items);
      return () => told(list.value);
    });
    const { text } = mount(Order, shelf);
    await settled();
    expect(text()).toBe('ready b a');
    shelf.answer(answerOf(['d', 'a', 'c', 'b']));
    items.value.push({ id: 'c' }, { id: 'd' });
    await settled();
    expect(text()).toBe('ready b a d c');
  });
});
