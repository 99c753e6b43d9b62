import type { CatalogItem, EventName, Shelf } from 'onshelf';
import {
  type List,
  OnshelfProvider,
  type useBecause,
  useConsent,
  useExplanation,
  useItemRef,
  useMeasures,
  useNextItems,
  useProfile,
  useQuiz,
  useRecommendations,
  useRelatedProducts,
  useRerank,
  useSegments,
  useSuspenseRecommendations,
  useTrack,
} from 'onshelf/react';
import type { ReactElement } from 'react';

type Equal<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;
const holds = <Claim extends true>(...claim: Claim[]): unknown => claim;

/** What this shop's pages render. */
interface Boot {
  readonly id: string;
  readonly title: string;
  readonly link: string;
}
declare const bestsellers: readonly Boot[];
declare const bootOf: (id: string) => Boot | undefined;
declare const shelf: Promise<Shelf>;

function Card({ list, place }: { readonly list: List<Boot>; readonly place: number }): ReactElement {
  const entry = list.items[place];
  return (
    <li ref={useItemRef(list.report, entry)}>
      <a href={entry.item.link} onClick={() => list.report.click(entry)}>
        {entry.item.title.trim()}
      </a>
    </li>
  );
}

export function Home(): ReactElement {
  const list = useRecommendations({ scenario: 'home', fallback: bestsellers, resolve: bootOf });
  holds<Equal<(typeof list.items)[number]['item'], Boot>>();
  const inPlace = useRelatedProducts('boot-001', { resolve: (id) => bestsellers.find((boot) => boot.id === id) });
  holds<Equal<(typeof inPlace.items)[number]['item'], Boot>>();
  holds<Equal<typeof list.status, 'loading' | 'ready' | 'fallback'>>();
  const suspended = useSuspenseRecommendations({ count: 3 });
  holds<Equal<(typeof suspended.items)[number]['item']['title'], string | undefined>>();
  const related = useRelatedProducts('boot-001', { userImpact: 0.3 });
  const search = useRerank(bestsellers, { strength: 0.7 });
  holds<Equal<(typeof search.items)[number]['item'], Boot>>();
  const longer = useNextItems(list, { count: 4, resolve: bootOf });
  holds<Equal<(typeof longer.items)[number]['item'], Boot>>();
  holds<Equal<ReturnType<typeof useBecause>['about'], { readonly itemId: string; readonly name: EventName } | undefined>>();
  const [segments, explanation, measures, quiz] = [
    useSegments({ count: 3 }),
    useExplanation('boot-001'),
    useMeasures(),
    useQuiz({ pairs: 2 }),
  ];
  const names: readonly string[] | undefined = segments.value?.brands.map(({ name }) => name);
  const score: number | undefined = explanation.value?.score;
  const clicks: number | undefined = measures.value?.lists[0]?.clicks;
  console.log(names, score, clicks, quiz.pair?.items[0].title);

  // An answer carries the columns of the pack: no other field of the fallback, and none for certain.
  const promised = useRecommendations({ fallback: [{ id: 'boot-001', title: 'Boot', rating: 4.5 }] });
  holds<Equal<(typeof promised.items)[number]['item'], CatalogItem>>();
  // @ts-expect-error: an answer has no such field
  promised.items[0].item.rating.toFixed();
  // @ts-expect-error: nor is it certain of the others
  useRelatedProducts('boot-001', { fallback: bestsellers }).items[0].item.link.trim();
  // @ts-expect-error: saying so changes nothing
  useRecommendations<Boot>({ fallback: bestsellers }).items[0].item.link.trim();
  // @ts-expect-error: the next items are no records of the shop's own unless it gives them
  useNextItems(list).items[0].item.link.trim();
  // @ts-expect-error: the fallback lacks what the records are said to have
  useRecommendations<Boot>({ fallback: [{ id: 'boot-001' }], resolve: bootOf });
  // @ts-expect-error: no such parameter
  useRecommendations({ scenarios: 'home' });
  // @ts-expect-error: the answer may not be there
  explanation.value.score;
  const { state, set } = useConsent();
  holds<Equal<typeof state, 'unknown' | 'granted' | 'denied' | null>>();
  const { controls } = useProfile();
  const track = useTrack();

  // @ts-expect-error: which product?
  useRelatedProducts();
  // @ts-expect-error: records without an id can be neither ranked nor reported
  useRerank([{ title: 'Boot' }]);
  // @ts-expect-error: null until it is known
  void controls.erase();
  // @ts-expect-error: no such event
  void track('looked', {});
  // @ts-expect-error: no such answer
  void set('perhaps');
  // @ts-expect-error: not of the list's kind
  list.report.view({ sku: 'boot-001' });

  return (
    <OnshelfProvider shelf={shelf}>
      <Card list={list} place={related.items.length} />
      <onshelf-list scenario="home" count={4} text-dismiss="Kein Interesse" className="rail" />
      <onshelf-panel text-heading="Was dieser Laden weiß" />
      {/* @ts-expect-error: no such scenario */}
      <onshelf-list scenario="sidebar" />
      {/* @ts-expect-error: neither a shelf nor the promise of one */}
      <OnshelfProvider shelf="/pack/pack.json" />
    </OnshelfProvider>
  );
}
