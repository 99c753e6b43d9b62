import type { Page } from '@playwright/test';
import type { Shelf } from '../../../src/index.js';
import { test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';

declare global {
  /** Calls of the panel. */
  var calls: unknown[][];
  /** Whether calls of the shelf fail. */
  var failing: boolean;
  var inspected: unknown;
}

/** Mounts a panel over a shelf that behaves as the page sets. */
async function openPanel(page: Page, address: string, inspected: unknown): Promise<void> {
  await page.goto(`${address}shop/bare.html`);
  await page.evaluate(async (given) => {
    Object.assign(globalThis, { calls: [], failing: true, inspected: given });
    const act =
      (name: string) =>
      async (...all: unknown[]) => {
        calls.push([name, ...all]);
        if (failing) return { done: false, reason: 'storage-failed', message: 'The disk does not answer: close other tabs of this shop.' };
        return name === 'export' ? { done: true, profile: { format: 'onshelf-profile' } } : { done: true };
      };
    const names = ['forget', 'export', 'pause', 'resume', 'erase'];
    const shelf = {
      consent: { state: 'granted', set: act('consent') },
      profile: {
        ...Object.fromEntries(names.map((name) => [name, act(name)])),
        inspect: async () => {
          if (inspected === 'throws') throw Symbol('no');
          if (inspected === 'hangs') return new Promise(() => {});
          return inspected;
        },
      },
      recentlyViewed: () => {
        throw new Error('no');
      },
      subscribe: () => () => {},
    };
    const { mountPanel } = (await import(`${location.origin}/dist/elements.js`)) as typeof import('../../../src/elements/elements.js');
    const panel = document.createElement('div');
    document.body.append(panel);
    await mountPanel(panel, shelf as unknown as Shelf);
  }, inspected);
}

const event = (more: object): object => ({
  id: 'e',
  name: 'view_item',
  time: 1_700_000_000_000,
  items: [{ item_id: 'tent-001' }],
  ...more,
});
const snapshot = (...events: object[]): object => ({ consent: 'granted', mode: 'stored', paused: false, complete: true, events });

const button = (page: Page, name: string) => page.getByRole('button', { name });

test('a failure is shown, with what to do, and can be retried by keyboard', async ({ page, shop }) => {
  await openPanel(page, shop.address, snapshot(event({})));
  const status = page.getByRole('status');
  for (const [name, words] of [
    ['Forget', 'Forgotten.'],
    ['Save a copy', 'Saved as a file.'],
    ['Do not remember', ''],
    ['Pause', ''],
  ]) {
    await page.evaluate(() => {
      globalThis.failing = true;
    });
    await button(page, name).click();
    await expect(status).toHaveText('That did not work. The disk does not answer: close other tabs of this shop.');
    await page.evaluate(() => {
      globalThis.failing = false;
    });
    await button(page, 'Try again').focus();
    await page.keyboard.press('Enter');
    await expect(status).toHaveText(words);
    await expect(button(page, 'Try again')).toHaveCount(0);
    await expect(button(page, name)).toBeFocused();
  }
  expect(await page.evaluate(() => calls)).toContainEqual(['consent', 'denied', { by: 'shopper' }]);
});

test('a failed erasure is not reported as done, and an unreadable copy is not saved as a file', async ({ page, shop }) => {
  await openPanel(page, shop.address, snapshot(event({})));
  let files = 0;
  page.on('download', () => files++);
  await button(page, 'Save a copy').click();
  await expect(page.getByRole('status')).toHaveText(/^That did not work/);
  await button(page, 'Erase everything').click();
  await button(page, 'Really erase everything?').click();
  await expect(page.getByRole('status')).toHaveText(/^That did not work/);
  await page.evaluate(() => {
    globalThis.failing = false;
  });
  await button(page, 'Try again').click();
  await expect(page.getByRole('status')).toHaveText('Everything is erased.');
  expect(files).toBe(0);
  expect(await page.evaluate(() => calls.map(([name]) => name))).toEqual(['export', 'erase', 'erase']);
});

for (const [what, inspected] of [
  ['cannot be read', 'throws'],
  ['is never read', 'hangs'],
  ['is no profile', 7],
  ['is read in part', { ...snapshot(), complete: false }],
] as const) {
  test(`if the profile ${what}, the panel shows that, and all controls work`, async ({ page, shop }) => {
    await openPanel(page, shop.address, inspected);
    await expect(page.getByText('Not everything could be read.')).toBeVisible();
    await expect(page.getByText('Nothing is recorded.')).toBeHidden();
    for (const name of ['Remember on this device', 'Do not remember', 'Pause', 'Save a copy', 'Erase everything'])
      await expect(button(page, name)).toBeVisible();
  });
}

test('an invalid event does not affect the lines of others, and can be forgotten', async ({ page, shop }) => {
  const odd = [
    event({ id: '1', time: 1e300 }),
    event({ id: '2', items: undefined }),
    event({ id: '3', name: 'toString', items: null }),
    event({ id: '4', name: 'search', search_term: 'x'.repeat(10_000), items: [] }),
    event({ id: '5', items: [null] }),
    event({ id: '6', time: 'yesterday', name: 7 }),
    null,
    event({ id: '7' }),
  ];
  await openPanel(page, shop.address, snapshot(...(odd as object[])));
  await expect(page.getByRole('listitem')).toHaveCount(8);
  await expect(page.getByText('viewed product tent-001').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Forget: / })).toHaveCount(7);
  expect(
    await page.getByRole('listitem').evaluateAll((lines) => Math.max(...lines.map((line) => line.textContent?.length ?? 0))),
  ).toBeLessThan(400);
  await expect(button(page, 'Erase everything')).toBeVisible();
  expect(await page.evaluate(() => faults)).toEqual([]);
});
