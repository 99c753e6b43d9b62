import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packLibrary } from '../../scripts/setup/copy-example.mjs';
import { buildShopPack } from '../shops/made-up/build-shop-pack.js';
import { faultsOfVisit, MUG_VISIT } from '../shops/visit/expect-personal.js';
import { visitForeignShop } from '../shops/visit/visit-shop.js';
import { STOREFRONTS, type StorefrontProject } from './projects/storefronts.js';
import { serveProject } from './tools/serve-project.js';
import { buildProject, installBundler, writeProject } from './tools/set-up-project.js';

/** A row of the table of storefronts. */
interface Storefront {
  readonly name: string;
  readonly title: string;
  /** Whether CI runs it. */
  readonly ci: boolean;
  readonly packages: Readonly<Record<string, string>>;
}

const storefronts: readonly Storefront[] = JSON.parse(readFileSync('test/bundlers/storefronts.json', 'utf8'));
const { ONSHELF_BUNDLERS: names = '', ONSHELF_BUNDLERS_FOLDER: kept, ONSHELF_PICTURES: pictures, CHROMIUM_PATH: path } = process.env;
const isWanted = ({ name, ci }: Storefront): boolean => (names === 'ci' ? ci : names === '' || names.split(',').includes(name));
const home = kept ?? mkdtempSync(join(tmpdir(), 'onshelf-storefronts-'));

let browser: Browser;
let packed: string;
beforeAll(async () => {
  packed = resolve(packLibrary(join(home, 'packed')));
  browser = await chromium.launch({ args: ['--no-sandbox'], ...(path ? { executablePath: path } : {}) });
});
afterAll(async () => {
  await browser?.close();
  if (kept === undefined) rmSync(home, { recursive: true, force: true });
});

describe.each(storefronts.filter(isWanted))('$title, made by the guide', ({ name, packages }) => {
  const folder = join(home, name);
  let project: StorefrontProject;
  beforeAll(() => {
    installBundler(folder, packages, packed);
    project = STOREFRONTS[name]();
    const pack = buildShopPack(join(home, `${name}-pack`), project.naming, 'https://www.shop.example', '');
    writeProject(folder, project, pack);
  });
  afterAll(() => {
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  });

  it('is personal after consent and three products, without loading a page anew', async () => {
    expect(buildProject(folder, project.build ?? [])).toBe('');
    const { address, stop } = await serveProject(folder, project);
    try {
      const page = await browser.newPage();
      const visit = await visitForeignShop(page, { home: address, agree: 'Accept', soft: true }, MUG_VISIT);
      expect(faultsOfVisit(visit)).toEqual([]);
      expect(visit.loads).toBe(1);
      expect(page.workers()).toHaveLength(1);
      await page.getByRole('button', { name: 'Add to cart' }).click();
      await page.getByRole('status').filter({ hasText: 'Cart: 1' }).waitFor();
      if (pictures) await page.screenshot({ path: `${pictures}/${name}-product.png`, fullPage: true });
      // What a server renders is the same for everybody.
      const [mine, everybodys] = [await (await page.request.get(address)).text(), await (await fetch(address)).text()];
      for (const text of [mine, everybodys]) {
        expect(text).toContain('Amber t-shirt');
        expect(text).not.toContain('Because you viewed');
      }
      await page.goto(address);
      await page.locator('[data-slot=reason]').filter({ hasText: 'Because' }).first().waitFor();
      if (pictures) await page.screenshot({ path: `${pictures}/${name}-home.png`, fullPage: true });
    } finally {
      await stop();
    }
  });
});
