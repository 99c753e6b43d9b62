import type { CatalogItem, Shelf } from 'onshelf';
import {
  type List,
  OnshelfProvider,
  useConsent,
  useItemRef,
  useProfile,
  useRecommendations,
  useRelatedProducts,
  useRerank,
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
declare const shelf: Promise<Shelf>;

function Card({ list, place }: { readonly list: List<CatalogItem & Boot>; readonly place: number }): ReactElement {
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
  const list = useRecommendations<Boot>({ scenario: 'home', fallback: bestsellers });
  holds<Equal<(typeof list.items)[number]['item']['title'], string>>();
  holds<Equal<typeof list.status, 'loading' | 'ready' | 'fallback'>>();
  const suspended = useSuspenseRecommendations({ count: 3 });
  holds<Equal<(typeof suspended.items)[number]['item']['title'], string | undefined>>();
  const related = useRelatedProducts('boot-001', { userImpact: 0.3 });
  const search = useRerank(bestsellers, { strength: 0.7 });
  holds<Equal<(typeof search.items)[number]['item'], Boot>>();
  const { state, set } = useConsent();
  holds<Equal<typeof state, 'unknown' | 'granted' | 'denied' | null>>();
  const { controls } = useProfile();
  const track = useTrack();

  // @ts-expect-error: a fallback of records that lack what they are said to have
  useRecommendations<Boot>({ fallback: [{ id: 'boot-001' }] });
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
