import type { CatalogItem, Shelf } from 'onshelf';
import {
  type List,
  provideShelf,
  type useConsent,
  useNextItems,
  useProfile,
  useRecommendations,
  useRelatedProducts,
  useRerank,
  useSegments,
  useSuspenseRecommendations,
} from 'onshelf/vue';
import { type ComputedRef, createApp, ref } from 'vue';

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

export async function setUp(): Promise<void> {
  provideShelf(shelf, createApp({}));
  provideShelf(() => null);
  const list = useRecommendations({ scenario: 'home', fallback: bestsellers, resolve: bootOf });
  holds<Equal<typeof list, ComputedRef<List<Boot>>>>();
  const request = ref({ category: 'Tents' });
  const category = useRecommendations(request);
  holds<Equal<typeof category, ComputedRef<List<CatalogItem>>>>();
  const id = ref('boot-001');
  const related = useRelatedProducts(id, () => ({ userImpact: 0.3, resolve: bootOf }));
  holds<Equal<typeof related, ComputedRef<List<Boot>>>>();
  const suspended = await useSuspenseRecommendations({ count: 3 });
  holds<Equal<typeof suspended, ComputedRef<List<CatalogItem>>>>();
  const search = useRerank(() => bestsellers, { strength: 0.7, resetKey: 'tents' });
  holds<Equal<typeof search, ComputedRef<List<Boot>>>>();
  const longer = useNextItems(list, { resolve: bootOf });
  holds<Equal<(typeof longer.value.items)[number]['item'], Boot>>();
  const text: string | undefined = useSegments().value.value?.brands[0]?.name;
  holds<Equal<ReturnType<typeof useConsent>['value']['state'], 'unknown' | 'granted' | 'denied' | null>>();
  console.log(text);

  const promised = useRecommendations({ fallback: [{ id: 'boot-001', title: 'Boot', rating: 4.5 }] });
  holds<Equal<typeof promised, ComputedRef<List<CatalogItem>>>>();
  // @ts-expect-error: an answer has no such field
  promised.value.items[0].item.rating.toFixed();
  // @ts-expect-error: a getter changes nothing about it
  useRecommendations(() => ({ fallback: bestsellers })).value.items[0].item.link.trim();
  // @ts-expect-error: records without an id can be neither ranked nor reported
  useRerank([{ title: 'Boot' }]);
  // @ts-expect-error: null until it is known
  void useProfile().value.controls.erase();
  // @ts-expect-error: neither a shelf nor the promise of one
  provideShelf('/pack/pack.json');
  // @ts-expect-error: no such scenario
  useRecommendations({ scenario: 'sidebar' });
}
