import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packLibrary } from '../../scripts/setup/copy-example.mjs';
import { esbuild } from './projects/esbuild.js';
import { astro, nuxt, reactRouter, svelteKit } from './projects/frameworks.js';
import { nextApp, nextPages } from './projects/next.js';
import { parcel } from './projects/parcel.js';
import type { ShopProject } from './projects/shop-project.js';
import { vite } from './projects/vite.js';
import { rspack, webpack } from './projects/webpack.js';
import { serveProject } from './tools/serve-project.js';
import { buildProject, installBundler, writeProject } from './tools/set-up-project.js';
import { visitShop } from './tools/visit-shop.js';

/** A row of the table of bundlers. */
interface Bundler {
  readonly name: string;
  readonly title: string;
  readonly maker: keyof typeof MAKERS;
  /** Whether CI runs it. */
  readonly ci: boolean;
  readonly packages: Readonly<Record<string, string>>;
}

const MAKERS = { vite, webpack, rspack, esbuild, parcel, nextApp, nextPages, astro, svelteKit, reactRouter, nuxt } satisfies Record<
  string,
  (title: string) => ShopProject[]
>;
const PACK = 'demo/public/pack';

const bundlers: readonly Bundler[] = JSON.parse(readFileSync('test/bundlers/bundlers.json', 'utf8'));
const { ONSHELF_BUNDLERS: names = '', ONSHELF_BUNDLERS_FOLDER: kept, CHROMIUM_PATH: path } = process.env;
const isWanted = ({ name, ci }: Bundler): boolean => (names === 'ci' ? ci : names === '' || names.split(',').includes(name));
const home = kept ?? mkdtempSync(join(tmpdir(), 'onshelf-bundlers-'));

let browser: Browser;
let packed: string;
beforeAll(async () => {
  if (!existsSync(`${PACK}/pack.json`)) throw new Error(`${PACK} is missing: npm run test:bundlers makes it`);
  packed = resolve(packLibrary(join(home, 'packed')));
  browser = await chromium.launch({ args: ['--no-sandbox'], ...(path ? { executablePath: path } : {}) });
});
afterAll(async () => {
  await browser?.close();
  if (kept === undefined) rmSync(home, { recursive: true, force: true });
});

describe.each(bundlers.filter(isWanted))('$title', ({ name, title, maker, packages }) => {
  const folder = join(home, name);
  beforeAll(() => installBundler(folder, packages, packed));
  afterAll(() => {
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  });

  it.each(MAKERS[maker](title))('$how', async (project) => {
    writeProject(folder, project, PACK);
    const failure = project.build ? buildProject(folder, project.build) : '';
    if (project.right.includes(' ')) {
      expect(failure).toContain(project.right);
      return;
    }
    expect(failure).toBe('');
    const { address, stop } = await serveProject(folder, project);
    try {
      const visit = await visitShop(browser, address);
      expect({ engine: visit.engine, refused: visit.codes.includes('worker-refused') }).toEqual({
        engine: project.right,
        refused: project.right === 'inline',
      });
      expect(visit).toMatchObject({ model: 'personal', explained: true });
      expect(visit.server).toBe(project.server ?? null);
      expect(visit.before).toHaveLength(8);
      expect(visit.after).toHaveLength(8);
      expect(visit.after).not.toEqual(visit.before);
      if (project.right === 'worker') expect(visit.faults).toEqual([]);
    } finally {
      await stop();
    }
  });
});
