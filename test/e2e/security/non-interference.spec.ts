import type { LaunchOptions } from '@playwright/test';
import { expect, test } from '../tools/site.js';
import { MAKERS, PROXIED_BROWSERS } from './journey/proxied-browsers.js';
import { type RecordedRequest, type RecordingProxy, startRecordingProxy } from './journey/recording-proxy.js';
import type { JourneyShopper } from './journey/shelf-calls.js';
import { type JourneyOutcome, SHOP_FOLDERS, takeJourney } from './journey/shopper-journey.js';

/** Of many tents, a search and an order; with ids that no feed has. */
const CAMPER: JourneyShopper = {
  history: [
    ...['tent-001', 'tent-005', 'tent-009', 'camper-7f3a91c2'].map((id) => ['view_item', { items: [{ item_id: id, price: 90 }] }] as const),
    ['search', { search_term: 'camper-51be0d76 lantern' }],
    ['add_to_cart', { items: [{ item_id: 'stove-003', quantity: 2 }] }],
    ['purchase', { transaction_id: 'camper-c09e44a1', items: [{ item_id: 'tent-005', price: 120 }] }],
  ],
  account: 'camper-e2d8730f',
  brought: ['tent-010', 'camper-3b6f2258'],
};
/** Of a look at boots. */
const WALKER: JourneyShopper = {
  history: [['view_item', { items: [{ item_id: 'boot-010' }] }]],
  account: 'walker-90ac17d4',
  brought: ['boot-001'],
};

/** A journey and what was recorded of it. */
interface Travelled {
  readonly proxy: RecordingProxy;
  readonly outcome: JourneyOutcome;
  /** Each request to the shop in full. */
  readonly requests: readonly string[];
}

/**
 * Whoever opens a shelf asks for these two parts at once, and both ask for the shared one. Browsers name as its referrer the one that arrived first, which is
 * the network's choice: it may be either, and no third.
 */
const RACING = /(worker-shared-[0-9a-z]+\.js".*)worker-(?:first|plan)-list-[0-9a-z]+\.js/;

/** Requests as texts, sorted: pages and workers ask side by side, so their order is left to chance too. */
const inOrder = (requests: readonly RecordedRequest[]): string[] =>
  requests.map((request) => JSON.stringify(request).replace(RACING, '$1EITHER')).sort();

async function travel(
  open: (typeof PROXIED_BROWSERS)[number]['open'],
  launchOptions: LaunchOptions,
  shopper: JourneyShopper,
): Promise<Travelled> {
  const proxy = await startRecordingProxy(SHOP_FOLDERS);
  try {
    const browser = await open(proxy.host, launchOptions);
    try {
      const outcome = await takeJourney(browser, proxy, shopper);
      return { proxy, outcome, requests: inOrder(proxy.toShop) };
    } finally {
      await browser.close();
    }
  } finally {
    await proxy.stop();
  }
}

for (const { name, missing, open } of PROXIED_BROWSERS) {
  test.describe(`in ${name}${missing === '' ? '' : ` (skipped: ${missing})`}`, () => {
    test.skip(missing !== '', missing);
    test.setTimeout(480_000);

    test('two shoppers with different histories and the same consent send the same bytes, with every call of the shelf', async ({
      launchOptions,
    }) => {
      const camper = await travel(open, launchOptions, CAMPER);
      const walker = await travel(open, launchOptions, WALKER);
      for (const { outcome } of [camper, walker]) {
        expect(Object.entries(outcome.calls).filter(([, result]) => result !== 'made')).toEqual([]);
        expect(outcome.model).toBe('personal');
      }
      expect(camper.outcome.events).toBeGreaterThan(walker.outcome.events);
      expect(camper.requests.length).toBeGreaterThan(20);
      expect(walker.requests).toEqual(camper.requests);
      for (const { proxy } of [camper, walker]) {
        expect(proxy.toShop.filter(({ method, body }) => method !== 'GET' || body !== '')).toEqual([]);
        expect(proxy.elsewhere.map(({ url }) => url).filter((url) => !MAKERS.test(url))).toEqual([]);
      }
    });
  });
}
