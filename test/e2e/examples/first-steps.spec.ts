import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { serveFolders } from '../../../scripts/setup/serve-folders.mjs';
import { test, unpackLibrary } from '../tools/example-shops.js';
import { complaintsOf } from './shop-promises.js';

/** Inside the repository, for its React and Vite. */
const FOLDER = '.cache/examples/first-steps';

/** The block of code that follows a text in a page of the documentation. */
function codeAfter(page: string, text: string): string {
  const [, rest] = readFileSync(page, 'utf8').split(text);
  const code = /```\w+\n([\s\S]*?)```/.exec(rest ?? '')?.[1];
  if (code === undefined) throw new Error(`${page} has no code after ${text}`);
  return code;
}

function write(files: Readonly<Record<string, string>>): void {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(`${FOLDER}/src`, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(`${FOLDER}/${name}`, text);
}

const titles = (page: Page): Promise<string[]> => page.locator('li').allTextContents();

test('the first steps of docs/react.md run unchanged', async ({ page, sample, packed }) => {
  write({
    'index.html':
      '<!doctype html><title>A shop</title><link rel="icon" href="data:,"><div id="root"></div><script type="module" src="/src/main.tsx"></script>',
    // As `npm create vite` creates it.
    'src/main.tsx': `import { StrictMode } from 'react'; import { createRoot } from 'react-dom/client'; import App from './App.tsx';
createRoot(document.getElementById('root')!).render(<StrictMode><App /></StrictMode>);`,
    'src/product-rail.tsx': codeAfter('docs/react.md', '`product-rail.tsx`, in `src`:'),
    'src/App.tsx': codeAfter('docs/react.md', '`App.tsx`, in `src`:'),
  });
  cpSync(`${sample.folder}/pack`, `${FOLDER}/public/pack`, { recursive: true });
  unpackLibrary(packed, FOLDER);
  execFileSync(process.execPath, [resolve('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'], {
    cwd: FOLDER,
    stdio: 'pipe',
  });
  const { address, stop } = await serveFolders({ '/': `${FOLDER}/dist` }, 0);
  const complaints = complaintsOf(page);
  await page.goto(address);
  await expect.poll(() => titles(page)).not.toContain('Boot 1');
  for (let step = 0; step < 2; step++) {
    const [first, ...others] = await titles(page);
    expect(others).toHaveLength(3);
    await page.getByRole('button', { name: first, exact: true }).click();
    await expect.poll(() => titles(page)).not.toContain(first);
  }
  expect(complaints).toEqual([]);
  await stop();
});

test('the tag and the list of docs/script-tag.md run unchanged', async ({ page, sample, tagShop }) => {
  const complaints = complaintsOf(page);
  const [tag, list] = ['3. **Paste the tag**', '4. **Paste a list**'].map((step) => codeAfter('docs/script-tag.md', step));
  await page.route('**/first-steps.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>A shop</title><link rel="icon" href="data:,">${tag}<body>${list}</body>`,
    }),
  );
  await page.goto(`${tagShop}first-steps.html`);
  await expect(page.locator('[data-onshelf-card]')).toHaveCount(4);
  // The shop's own items stay in the page, out of sight.
  await expect(page.getByText('Your bestseller')).toBeHidden();
  expect(await page.locator('[data-slot=link]').first().getAttribute('href')).toContain(`${sample.address}product.html?id=`);
  expect(complaints).toEqual([]);
});
