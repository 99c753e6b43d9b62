import { mkdirSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Shelf } from '../../../src/index.js';
import { PLAIN_BROWSERS } from '../tools/plain-browsers.js';
import { expect, type Site, test } from '../tools/site.js';
import { HOSTILE_PAGES } from './hostile/hostile-pages.js';

/** Uses a shelf as a shop would. Runs in the page, of whose built-ins it uses as few as it can; tells each call that did not answer, through a kept `console.info`. */
async function useShelf(report: (text: string) => void): Promise<void> {
  const wrong: string[] = [];
  const later = setTimeout;
  const make = async (name: string, call: (shelf: Shelf) => unknown): Promise<void> => {
    try {
      const answer = await new Promise((resolve, reject) => {
        later(() => resolve('late'), 25_000);
        (async () => call(shelf))().then(resolve, reject);
      });
      if (answer === undefined || answer === 'late') wrong[wrong.length] = `${name} did not answer`;
    } catch (error) {
      wrong[wrong.length] = `${name} threw ${(error as Error).stack}`;
    }
  };
  const parameters = { items: [{ item_id: 'tent-001' }] };
  try {
    const { createShelf } = await import('/dist/index.js' as string);
    globalThis.shelf = await createShelf({ pack: '/pack/pack.json', consent: 'granted', fallback: ['own-1', 'own-2'] });
  } catch (error) {
    wrong[0] = `opening threw ${(error as Error).stack}`;
  }
  await make('track', (opened) => opened.track('view_item', parameters));
  await make('recommend', async (opened) => {
    const { servedBy, trace } = await opened.recommend({ count: 4 });
    if (servedBy.model === 'fallback' && trace.notes.length === 0) throw new Error('the shop’s own order is shown, and no code says why');
    return trace;
  });
  await make('explain', async (opened) => (await opened.explain('tent-001')) ?? 'nothing');
  await make('quiz', (opened) => opened.quiz());
  await make('inspect', (opened) => opened.profile.inspect({ tastes: true }));
  await make('forget', (opened) => opened.profile.forget({ itemId: 'tent-001' }));
  await make('export', (opened) => opened.profile.export());
  await make('receipt', (opened) => opened.privacy.receipt());
  await make('describe', (opened) => opened.privacy.describe({ language: 'de' }));
  await make('leak', (opened) => opened.privacy.leak());
  await make('diagnose', (opened) => opened.diagnose());
  await make('health', (opened) => opened.health());
  await make('consent', (opened) => opened.consent.set('denied', { by: 'shopper' }));
  await make('close', async (opened) => (await opened.close()) ?? 'closed');
  for (let at = 0; at < wrong.length; at++) report(`wrong: ${wrong[at]}`);
  report('used');
}

/** A page with a script before all others, that uses a shelf. Tells in `told`, and on the console, which calls did not answer and which errors reached the page. */
const pageOf = (hook: () => void): string => `<!doctype html><html lang="en"><link rel="icon" href="data:,"><script>
  const told = [];
  const tell = console.info.bind(console);
  addEventListener('error', ({ message }) => { told[told.length] = 'error: ' + message; });
  addEventListener('unhandledrejection', ({ reason }) => { told[told.length] = 'error: ' + (reason && reason.stack || reason); });
  const report = (text) => {
    if (text === 'used') for (let at = 0; at < told.length; at++) tell('wrong: ' + told[at]);
    else told[told.length] = text;
    if (text === 'used') told[told.length] = text;
    if (text === 'used') tell(text);
  };
  (${hook})();
  (${useShelf})(report);
</script></html>`;

/** What a page tells, until its shelf is used and closed. */
async function visit(page: Page, site: Site, hook: () => void, policy: string): Promise<string[]> {
  const lines: string[] = [];
  page.on('pageerror', ({ message, stack }) => lines.push(`error: ${message} ${stack ?? ''}`));
  const done = page.waitForEvent('console', { predicate: (line) => line.text() === 'used', timeout: 120_000 });
  page.on('console', (line) => line.text().startsWith('wrong: ') && lines.push(line.text()));
  const headers: Record<string, string> = policy === '' ? {} : { 'content-security-policy': policy };
  await page.route('**/hostile/', (route) => route.fulfill({ contentType: 'text/html', headers, body: pageOf(hook) }));
  await page.goto(`${site.address}hostile/`);
  await done;
  return lines;
}

/** A policy that refuses workers, so that the engine runs among the page's built-ins too. */
const ON_THE_PAGE = "worker-src 'none'";

for (const [where, policy] of [
  ['', ''],
  [', where the engine runs in it too', ON_THE_PAGE],
] as const)
  for (const [what, hook] of Object.entries(HOSTILE_PAGES))
    test(`a page with ${what}${where} goes on: every call answers, and no error reaches it`, async ({ page, site }) => {
      expect(await visit(page, site, hook, policy)).toEqual([]);
    });

/** What the drivers of other browsers need themselves. */
const DRIVERS_NEED = ['JSON that throws', 'events that are stopped and listeners that throw'];
const ELSEWHERE = Object.entries(HOSTILE_PAGES).filter(([what]) => !DRIVERS_NEED.includes(what));

for (const { name, missing, open } of PLAIN_BROWSERS) {
  test.describe(`in ${name}${missing === '' ? '' : ` (skipped: ${missing})`}`, () => {
    test.skip(missing !== '', missing);
    test.setTimeout(300_000);

    test('pages that replace what the library is made of go on: every call answers, and no error reaches them', async ({ site }) => {
      const folder = `test-results/built/hostile-${name}`;
      mkdirSync(folder, { recursive: true });
      const browser = await open();
      const wrong: Record<string, unknown> = {};
      try {
        for (const [at, [what, hook]] of ELSEWHERE.entries()) {
          writeFileSync(`${folder}/${at}.html`, pageOf(hook));
          await browser.open(`${site.address}built/hostile-${name}/${at}.html`);
          const told = (): Promise<unknown> =>
            browser.run('return told.length > 0 && told[told.length - 1] === "used" ? [...told] : null;');
          await expect.poll(told, { message: what, timeout: 60_000 }).not.toBeNull();
          wrong[what] = await told();
        }
      } finally {
        await browser.close();
      }
      expect(wrong).toEqual(Object.fromEntries(ELSEWHERE.map(([what]) => [what, ['used']])));
    });
  });
}
