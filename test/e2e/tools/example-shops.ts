import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test as base } from '@playwright/test';
import { copyExample, makeExampleSample, packLibrary } from '../../../scripts/setup/copy-example.mjs';
import { installPackages } from '../../../scripts/setup/install-packages.mjs';
import { serveFolders } from '../../../scripts/setup/serve-folders.mjs';

/** Playwright's number of this worker: workers run at once, and each builds the shops it needs. */
const WORKER = process.env.TEST_PARALLEL_INDEX ?? '0';
/** Copies of the examples. What npm installed in them is kept from run to run. */
const COPIES = `.cache/examples/worker-${WORKER}`;
const ENVIRONMENT = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' as const };

/** Fixtures of the example shops: addresses, each ending in a slash. */
interface ExampleShops {
  readonly tagShop: string;
  readonly viteShop: string;
  readonly nextShop: string;
  /** The folder of the sample's files, and the script tag's server, whose address is in the pack. */
  readonly sample: { readonly folder: string; readonly address: string };
  /** The path of the library as npm would publish it. */
  readonly packed: string;
}

/** Playwright's test with the example shops, each built from a copy as its README says. */
export const test = base.extend<object, ExampleShops>({
  sample: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures off this pattern.
    async ({}, use) => {
      const site = await serveFolders({ '/': `${COPIES}/script-tag` }, 0);
      await use({ folder: await makeExampleSample(`${COPIES}/sample`, site.address), address: site.address });
      await site.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  packed: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures off this pattern.
    async ({}, use) => use(resolve(packLibrary(`test-results/packed-${WORKER}`))),
    { scope: 'worker', timeout: 60_000 },
  ],
  tagShop: [
    async ({ sample }, use) => {
      copyExample('script-tag', `${COPIES}/script-tag`, sample.folder);
      await use(sample.address);
    },
    { scope: 'worker' },
  ],
  viteShop: [
    async ({ sample, packed }, use) => {
      const folder = `${COPIES}/vite-react`;
      copyExample('vite-react', folder, sample.folder);
      unpackLibrary(packed, folder);
      // React and Vite are the repository's own, in the versions of the example.
      execFileSync(process.execPath, [resolve('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'], {
        cwd: folder,
        env: ENVIRONMENT,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const site = await serveFolders({ '/': `${folder}/dist` }, 0);
      await use(site.address);
      await site.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  nextShop: [
    async ({ sample, packed }, use) => {
      const folder = `${COPIES}/next`;
      copyExample('next', folder, sample.folder);
      installWithoutLibrary(folder);
      unpackLibrary(packed, folder);
      const next = resolve(`${folder}/node_modules/next/dist/bin/next`);
      execFileSync(process.execPath, [next, 'build'], { cwd: folder, env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'inherit'] });
      const site = await startNext(next, folder);
      await use(site.address);
      site.stop();
    },
    // Time for an installation; no test depends on it.
    { scope: 'worker', timeout: 600_000 },
  ],
});

/** Installs the packages of the lockfile. The library is not among them: it comes from this repository. */
function installWithoutLibrary(folder: string): void {
  const manifest = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  delete manifest.dependencies.onshelf;
  writeFileSync(`${folder}/package.json`, JSON.stringify(manifest));
  installPackages(folder);
}

/** Installs the packed library without its optional dependency: pages do not use the command line's database. */
export function unpackLibrary(packed: string, folder: string): void {
  const installed = `${folder}/node_modules/onshelf`;
  rmSync(installed, { recursive: true, force: true });
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', packed, '-C', installed, '--strip-components=1']);
}

/** Starts Next's own server of a built shop, on a free port. */
function startNext(next: string, cwd: string): Promise<{ readonly address: string; readonly stop: () => void }> {
  const server = spawn(process.execPath, [next, 'start', '--hostname', '127.0.0.1', '--port', '0'], { cwd, env: ENVIRONMENT });
  return new Promise((done, fail) => {
    let output = '';
    const read = (text: Buffer): void => {
      output += text;
      const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(output) ?? [];
      if (address !== undefined && output.includes('Ready')) done({ address: `${address}/`, stop: () => void server.kill() });
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.on('exit', () => fail(new Error(`Next's server ended: ${output}`)));
  });
}
