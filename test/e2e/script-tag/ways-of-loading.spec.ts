import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { type ShopSite, test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';
import { askTagShelf } from '../tools/tag-shelf.js';

const DATA = 'data-pack="/pack/pack.json" data-backend="js"';
const LIST = `<onshelf-list count="4"><template><li><a data-slot="link"><span data-slot="title"></span></a></li></template>
  <ul data-slot="items"><li>Our own</li><li>Our own</li><li>Our own</li><li>Our own</li></ul></onshelf-list>`;
const STUB = '<script src="/dist/stub.js"></script>';
const code = (): string => readFileSync('dist/onshelf.js', 'utf8').replaceAll('</script', '<\\/script');
/** A tag manager's own code: it adds the tag when the page is loaded. */
const inserting = (attributes: string): string => `<script>addEventListener('load', () => setTimeout(() => {
  const tag = document.createElement('script');
  Object.assign(tag, { async: true, src: '/dist/onshelf.js' });
  ${attributes}
  document.head.append(tag);
}));</script>`;

/** Opens a page with these parts; returns the lines of its console so far, filled as more come. */
async function openPage(page: Page, shop: ShopSite, parts: string, files: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const lines: string[] = [];
  page.on('console', (line) => line.text().startsWith('onshelf:') && lines.push(line.text()));
  await page.route('https://shop.example/**', (route) => route.abort());
  for (const [path, body] of Object.entries(files))
    await page.route(`**${path}`, (route) => route.fulfill({ contentType: 'text/javascript', body }));
  await page.route('**/shop/made.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><script src="/shop/faults.js"></script>${parts}` }),
  );
  await page.goto(`${shop.address}shop/made.html`);
  return lines;
}

async function expectList(page: Page): Promise<void> {
  await expect(page.locator('[data-onshelf-card]')).toHaveCount(4, { timeout: 15_000 });
  expect(await page.evaluate(() => faults)).toEqual([]);
}

/** Each way in which pages load the tag, with the files that it needs besides. */
const WAYS: Readonly<Record<string, () => readonly [parts: string, files?: Readonly<Record<string, string>>]>> = {
  'as a module': () => [`<script type="module" src="/dist/onshelf.js" ${DATA}></script>${LIST}`],
  'as an async module, with a query': () => [`<script type="module" async src="/dist/onshelf.js?v=2" ${DATA}></script>${LIST}`],
  'imported by a module, with its attributes on a tag of its own': () => [
    `<script type="module">import '/dist/onshelf.js';</script><script type="text/plain" ${DATA}></script>${LIST}`,
  ],
  'imported by a module, with init before': () => [
    `${STUB}<script type="module">onshelf('init', { pack: '/pack/pack.json', backend: 'js' }); import('/dist/onshelf.js');</script>${LIST}`,
  ],
  'with defer': () => [`<script defer src="/dist/onshelf.js" ${DATA}></script>${LIST}`],
  'by document.write': () => [`<script>document.write('<script src="/dist/onshelf.js" ${DATA}><\\/script>');</script>${LIST}`],
  'by a tag manager, after the page': () => [
    `${inserting("Object.assign(tag.dataset, { pack: '/pack/pack.json', backend: 'js' });")}${LIST}`,
  ],
  'by a tag manager that drops attributes, with init': () => [
    `${STUB}<script>onshelf('init', { pack: '/pack/pack.json', backend: 'js' });</script>${inserting('')}${LIST}`,
  ],
  'with init in a handler of load': () => [
    `<script async src="/dist/onshelf.js"></script>${STUB}
    <script>onload = () => onshelf('init', { pack: '/pack/pack.json', backend: 'js' });</script>${LIST}`,
  ],
  'with init long after load': () => [
    `<script src="/dist/onshelf.js"></script>
    <script>onload = () => setTimeout(() => onshelf('init', { pack: '/pack/pack.json', backend: 'js' }), 1500);</script>${LIST}`,
  ],
  'as a module, with init in a handler of load': () => [
    `<script type="module" src="/dist/onshelf.js"></script>
    <script>addEventListener('load', () => onshelf('init', { pack: '/pack/pack.json', backend: 'js' }));</script>${LIST}`,
  ],
  'by a loader of modules, such as requirejs': () => [
    `<script>
      window.define = Object.assign(() => { throw new Error('anonymous define'); }, { amd: {} });
      const tag = document.createElement('script');
      tag.setAttribute('data-requiremodule', 'onshelf');
      tag.async = true;
      tag.src = '/dist/onshelf.js';
      document.head.append(tag);
    </script><script type="text/plain" ${DATA}></script>${STUB}<script>onshelf('init', { pack: '/pack/pack.json' });</script>${LIST}`,
  ],
  'written into the page, with the folder named': () => [`<script ${DATA} data-base-url="/dist">${code()}</script>${LIST}`],
  'written into the page as a module, with the folder named': () => [
    `<script type="module" ${DATA} data-base-url="/dist/">${code()}</script>${LIST}`,
  ],
  'bundled with the shop’s own code, with the folder named': () => [
    `${STUB}<script>onshelf('init', { pack: '/pack/pack.json', backend: 'js', baseUrl: '/dist' });</script><script src="/assets/app.js"></script>${LIST}`,
    { '/assets/app.js': `const before = 1;\n${code()}\nconst after = before;` },
  ],
  'bundled as a module, with attributes on its tag': () => [
    `<script type="module" src="/assets/app.js" ${DATA} data-base-url="/dist"></script>${LIST}`,
    { '/assets/app.js': `export const before = 1;\n${code()}` },
  ],
};

for (const [way, make] of Object.entries(WAYS)) {
  test(`the tag loaded ${way} fills lists and hears calls`, async ({ page, shop }) => {
    const lines = await openPage(page, shop, ...make());
    await expectList(page);
    expect(await askTagShelf(page, async (shelf) => (await shelf.health()).engine)).toBe('worker');
    await page.evaluate(() => onshelf('track', 'view_item', { items: [{ item_id: 'tent-001' }] }));
    await expect.poll(() => askTagShelf(page, async (shelf) => (await shelf.profile.inspect()).events.length)).toBe(1);
    // A late init is asked for once; nothing else is said.
    expect(lines.filter((line) => !/long after/.test(way) || !line.includes('data-pack'))).toEqual([]);
  });
}

for (const [what, make] of Object.entries({
  'written into the page': () => [`<script ${DATA}>${code()}</script>${LIST}`],
  'written into the page as a module': () => [`<script type="module" ${DATA}>${code()}</script>${LIST}`],
  'bundled, far from its files': () => [`<script src="/assets/app.js" ${DATA}></script>${LIST}`, { '/assets/app.js': code() }],
} satisfies Record<string, () => readonly [string, Record<string, string>?] | string[]>)) {
  test(`the tag ${what} says once what to name, and the shop's own items stay`, async ({ page, shop }) => {
    const [parts, files] = make() as [string, Record<string, string>?];
    const lines = await openPage(page, shop, parts, files);
    await expect.poll(() => lines.join('\n')).toMatch(/data-base-url="\/onshelf\/".*\[(bad-argument|worker-failed)\]/);
    expect(lines).toHaveLength(1);
    await expect(page.locator('onshelf-list li')).toHaveText(['Our own', 'Our own', 'Our own', 'Our own']);
    expect(await page.evaluate(() => faults)).toEqual([]);
  });
}

test('the tag without a pack says so once the page is loaded', async ({ page, shop }) => {
  const lines = await openPage(page, shop, `<script src="/dist/onshelf.js"></script>${LIST}`);
  await expect.poll(() => lines).toEqual([expect.stringMatching(/data-pack=.*init.*\[bad-argument\]/)]);
});

test('the tag loaded twice, or a third time, counts once and says so once', async ({ page, shop }) => {
  const tag = `<script src="/dist/onshelf.js" ${DATA}></script>`;
  const lines = await openPage(page, shop, `${tag}${tag}<script type="module" src="/dist/onshelf.js" ${DATA}></script>${LIST}`);
  await expectList(page);
  await page.evaluate(() => onshelf('track', 'view_item', { items: [{ item_id: 'tent-001' }] }));
  await expect.poll(() => askTagShelf(page, async (shelf) => (await shelf.profile.inspect()).events.length)).toBe(1);
  expect(lines).toEqual([expect.stringMatching(/more than once.*\[loaded-twice\]/)]);
});

test('a tag that others wrote into a page names no folder of another host for a module', async ({ page, shop }) => {
  const asked: string[] = [];
  page.on('request', (request) => request.url().startsWith('https://foreign.example/') && asked.push(request.url()));
  const written =
    '<script type="text/plain" src="https://foreign.example/onshelf.js" data-base-url="https://foreign.example/" data-pack="/pack/pack.json"></script>';
  const lines = await openPage(page, shop, `${written}<script type="module" src="/dist/onshelf.js?1"></script>${LIST}`);
  await expectList(page);
  expect(lines).toEqual([expect.stringMatching(/data-base-url .* is ignored/)]);
  expect(asked).toEqual([]);
});

for (const [kind, sandbox] of [
  ['that is made of a text', null],
  ['in a sandbox', 'allow-scripts'],
] as const)
  test(`the tag fills lists in a frame ${kind}`, async ({ page, shop }) => {
    const lines: string[] = [];
    page.on('console', (line) => line.text().startsWith('onshelf:') && lines.push(line.text()));
    // What a frame without an origin loads has to be for everybody.
    await page.route(/\/(dist|pack)\//, async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), 'access-control-allow-origin': '*' };
      // What is still on its way when the test is over has no page any more.
      await route.fulfill({ response, headers }).catch(() => {});
    });
    const html = `<!doctype html><html lang="en"><body><script src="/dist/onshelf.js" ${DATA}></script>${LIST}`;
    await page.route('**/shop/frame.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await page.goto(`${shop.address}shop/bare.html`);
    await page.evaluate(
      ([text, rules]) => {
        const frame = document.createElement('iframe');
        if (rules === null) frame.srcdoc = text;
        else {
          frame.setAttribute('sandbox', rules);
          frame.src = '/shop/frame.html';
        }
        document.body.append(frame);
      },
      [html, sandbox] as const,
    );
    await expect(page.frameLocator('iframe').locator('[data-onshelf-card]')).toHaveCount(4, { timeout: 15_000 });
    expect(lines.filter((line) => line.includes('<base>'))).toEqual([]);
  });
