import type { EventName, EventParameters, Shelf } from '../../../../src/index.js';

/** A shopper of a journey: whatever of it reaches a request has leaked. */
export interface JourneyShopper {
  /** What they do, in order. */
  readonly history: readonly (readonly [name: EventName, parameters: EventParameters])[];
  /** Key of their account. */
  readonly account: string;
  /** Item ids of a profile that they bring along from another device. */
  readonly brought: readonly string[];
}

/** Names of all methods of an object, and of the objects in it: `track`, `profile.inspect`. */
type MethodsOf<Of> = {
  [Name in keyof Of & string]: Of[Name] extends (...given: never[]) => unknown
    ? Name
    : Of[Name] extends object
      ? `${Name}.${MethodsOf<Of[Name]>}`
      : never;
}[keyof Of & string];

/** A call as a page writes it. It runs in the page, so it refers to nothing outside itself. */
type ShelfCall = (shelf: Shelf, shopper: JourneyShopper) => unknown;

/**
 * Every public call of a shelf once, in the order of a visit: the types fail where one is missing. The shopper is in the calls that say what the shopper
 * does, and who they are; all others have the same arguments for everybody, as a page's own code has.
 */
export const SHELF_CALLS: Readonly<Record<MethodsOf<Shelf>, ShelfCall>> = {
  health: (shelf) => shelf.health(),
  subscribe: (shelf) => shelf.subscribe(() => {}),
  onSegmentChange: (shelf) => shelf.onSegmentChange(() => {}, { events: 1 }),
  'consent.set': (shelf) => shelf.consent.set('granted', { by: 'shopper' }),
  track: async (shelf, { history }) => {
    for (const [name, parameters] of history) await shelf.track(name, parameters);
  },
  feedback: async (shelf, { history }) => {
    for (const [, { items = [] }] of history.slice(0, 2)) await shelf.feedback(items[0]?.item_id ?? 'tent-003', 'less');
  },
  'profile.import': (shelf, { brought }) =>
    shelf.profile.import({
      format: 'onshelf-profile',
      version: 1,
      events: brought.map((id, at) => ({
        id: `01k0000000000000000000000${at}`,
        name: 'view_item',
        time: Date.now() - 5000,
        items: [{ item_id: id }],
      })),
    }),
  recommend: async (shelf) => {
    await shelf.recommend();
    await shelf.recommend({ scenario: 'landing', query: 'tent', diversity: 0.5, exploration: 0.2, calibration: 0.5 });
    await shelf.recommend({ filter: 'price < 500', boost: 'price > 10 ? 0.1 : 0', priceFit: 0.5, ranker: true, rotationRate: 0.5 });
    await shelf.recommend({ popularityDiscount: 0.2, exposureFloor: 0.2, interleave: { with: { diversity: 0.3 } } });
    await shelf.recommend({ excludeSeen: [{ event: 'view_item' }], maxPer: { brand: 2 }, minDistinctness: 0.1 });
  },
  related: (shelf) => shelf.related('tent-001', { userImpact: 0.5 }),
  boughtTogether: (shelf) => shelf.boughtTogether(['tent-001', 'stove-003']),
  trending: (shelf) => shelf.trending({ among: 'my-tastes' }),
  newArrivals: (shelf) => shelf.newArrivals(),
  onSale: (shelf) => shelf.onSale(),
  buyAgain: (shelf) => shelf.buyAgain(),
  savedForLater: (shelf) => shelf.savedForLater(),
  rerank: (shelf) => shelf.rerank(['tent-001', 'boot-010', 'stove-003'], { strength: 0.5 }),
  because: (shelf) => shelf.because(),
  next: async (shelf) => shelf.next((await shelf.recommend({ count: 4 })).recommendationId, 4),
  segments: async (shelf) => {
    await shelf.segments();
    await shelf.segments({ itemId: 'tent-001' });
    await shelf.segments({ memberOf: {} });
  },
  nextBest: (shelf) => shelf.nextBest({ slots: [{ id: 'hero', kinds: ['item', 'category', 'brand'] }] }),
  recentlyViewed: (shelf) => shelf.recentlyViewed(),
  explain: (shelf) => shelf.explain('tent-001'),
  quiz: (shelf) => shelf.quiz({ pairs: 2 }),
  measure: (shelf) => shelf.measure(),
  items: (shelf) => shelf.items({ offset: 3, count: 5 }),
  diagnose: (shelf) => shelf.diagnose(),
  'profile.inspect': (shelf) => shelf.profile.inspect({ embedding: true, prices: true, tastes: true }),
  'profile.export': async (shelf) => {
    await shelf.profile.export();
    await shelf.profile.export({ passphrase: 'a passphrase' });
  },
  'consent.receipt': (shelf) => shelf.consent.receipt(),
  'privacy.receipt': (shelf) => shelf.privacy.receipt(),
  'privacy.describe': (shelf) => shelf.privacy.describe({ language: 'fr' }),
  'privacy.leak': (shelf) => shelf.privacy.leak(),
  'privacy.pictures': (shelf) => shelf.privacy.pictures({ category: 'Outdoor > Camping' }),
  'profile.edit': async (shelf, { history }) => {
    // Whoever has a history wishes something else than whoever has none.
    await shelf.profile.edit({ category: 'Outdoor > Camping > Tents' }, history.length > 0 ? 'less' : 'none');
  },
  'profile.setAside': async (shelf, { history }) => {
    await shelf.profile.setAside({ from: history.length > 0 ? 'profile' : 'empty' });
    await shelf.recommend();
    await shelf.profile.setAside(null);
  },
  'profile.pause': (shelf) => shelf.profile.pause(),
  'profile.resume': (shelf) => shelf.profile.resume(),
  'profile.forget': async (shelf, { history }) => {
    for (const [, { items = [] }] of history.slice(0, 1)) await shelf.profile.forget({ itemId: items[0]?.item_id ?? 'tent-003' });
    await shelf.profile.forget({ category: 'Outdoor > Camping > Tents', name: 'select_item' });
  },
  switchProfile: async (shelf, { account }) => {
    // A shelf that is left while it opens cancels what it asked for: how far it came is a matter of time, so each is given enough.
    const opened = async (): Promise<void> => {
      for (let tries = 0; (await shelf.health()).pack === null && tries < 400; tries++)
        await new Promise((resolve) => setTimeout(resolve, 50));
    };
    await shelf.switchProfile(account, { join: true });
    await opened();
    await shelf.recommend();
    await shelf.switchProfile(null);
    await opened();
  },
  'profile.erase': (shelf) => shelf.profile.erase({ all: true }),
  close: (shelf) => shelf.close(),
};

/** Calls after which nothing is known of the shopper any more: the last ones of a journey. */
export const LAST_CALLS: readonly string[] = ['switchProfile', 'profile.erase', 'close'];
