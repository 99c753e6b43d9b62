// Compiled against the built package, like a shop's own code. A line marked as an error must not compile.
import { type Answer, type CatalogItem, createShelf, type Health, type Shelf } from 'onshelf';
import { defineElements } from 'onshelf/elements';
import { phrase } from 'onshelf/phrases';

type Equal<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;
const holds = <Claim extends true>(...claim: Claim[]): unknown => claim;

/** Columns of this shop's feed, one of its own among them. */
interface Boot {
  readonly title: string;
  readonly price: number;
  readonly rating: number;
}

export async function openBoots(): Promise<Shelf<Boot>> {
  const shelf = await createShelf<Boot>({ pack: '/pack/pack.json' });
  const { items } = await shelf.recommend({ scenario: 'home', count: 4 });
  // Without a pack an answer has ids alone; a column of the shop's own is there if the call names it in `attributes`.
  holds<Equal<(typeof items)[number]['item']['title'], string | undefined>>();
  holds<Equal<(typeof items)[number]['item']['brand'], string | undefined>>();
  holds<Equal<(typeof items)[number]['item']['rating'], number | undefined>>();
  const { items: catalog } = await shelf.items();
  holds<Equal<(typeof catalog)[number]['price'], number | undefined>>();
  // @ts-expect-error: the catalogue has no attributes
  catalog[0].rating;
  // @ts-expect-error: so it is to be asked first
  items[0].item.rating.toFixed();
  const text: string = (items[0].item.title ?? '').toUpperCase() + (items[0].item.price ?? 0).toFixed(2);
  console.log(text, phrase);

  // @ts-expect-error: no feed has that column
  items[0].item.wheelbase;
  // @ts-expect-error: answers are not to be changed
  items[0].score = 1;
  // @ts-expect-error: nor are their lists
  items.push(items[0]);
  return shelf;
}

export async function openAny(): Promise<void> {
  const shelf = await createShelf({
    pack: '/pack/pack.json',
    consent: 'unknown',
    fallback: ['a'],
    workerUrl: new URL('https://shop.example/worker.js'),
  });
  holds<Equal<typeof shelf, Shelf<CatalogItem>>>();
  const answer = await shelf.recommend();
  holds<Equal<typeof answer, Answer<CatalogItem>>>();
  // A feed may lack titles and prices.
  holds<Equal<(typeof answer.items)[number]['item']['title'], string | undefined>>();
  // @ts-expect-error: so it is to be asked first
  answer.items[0].item.title.length;
  const explanation = await shelf.explain('a');
  // @ts-expect-error: null where the engine cannot be asked
  explanation.score;
  const mode: Health['mode'] = (await shelf.health()).mode;
  await shelf.profile.pause();
  const { paused } = await shelf.profile.inspect();
  holds<Equal<typeof paused, boolean>>();

  // @ts-expect-error: a column of the feed is of the feed's type
  void createShelf<{ readonly price: string }>({ pack: '/pack/pack.json' });
  // @ts-expect-error: without a pack there is nothing to open
  void createShelf({});
  // @ts-expect-error: no such hardware
  void createShelf({ pack: '/pack/pack.json', backend: 'cuda' });
  // @ts-expect-error: an event without its item
  void shelf.track('view_item', { items: [{}] });
  // @ts-expect-error: no such list
  void shelf.recommend({ scenario: 'sidebar' });
  // @ts-expect-error: how many, in numbers
  void shelf.recommend({ count: '4' });
  // @ts-expect-error: one event, or those of an item
  void shelf.profile.forget({ size: 'Nord' });
  console.log(mode);
}

export function placeElements(shelf: Promise<Shelf>): HTMLElement {
  defineElements(shelf);
  // @ts-expect-error: not the address of a pack
  defineElements('/pack/pack.json');
  // Found by name, it is an HTML element; of a name that nobody declared, it would be an element of any kind.
  const panel = document.querySelector('onshelf-panel');
  holds<Equal<typeof panel, HTMLElement | null>>();
  return document.createElement('onshelf-list');
}
