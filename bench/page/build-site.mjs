import { cp, mkdir, rm } from 'node:fs/promises';
import { build } from 'rolldown';
import { rawFiles } from '../../scripts/setup/raw-files.mjs';
import { PAGE_TRANSFORM } from '../tools/browser/build-pages.mjs';
import { REPOSITORY_ROOT } from '../tools/repository-root.mjs';

const COMMON = { cwd: REPOSITORY_ROOT, platform: 'browser', logLevel: 'silent', plugins: [rawFiles], transform: PAGE_TRANSFORM };

/**
 * Builds what the pages load, minified as in a shop: each tracker with the one call that the page makes, Onshelf as it ships, and the
 * probe.
 *
 * @param folder output folder, relative to the repository; emptied first
 * @param trackers names; the script of each is `contenders/NAME-view.ts`
 */
export async function buildSite(folder, trackers) {
  await rm(`${REPOSITORY_ROOT}${folder}`, { recursive: true, force: true });
  await mkdir(`${REPOSITORY_ROOT}${folder}`, { recursive: true });
  for (const name of trackers) {
    await build({
      ...COMMON,
      input: { [name]: `bench/page/contenders/${name}-view.ts` },
      output: { dir: folder, format: 'esm', entryFileNames: '[name].js', chunkFileNames: `${name}-[hash].js`, minify: true },
    });
  }
  await build({
    ...COMMON,
    input: { 'watch-tasks': 'bench/page/watch-tasks.ts' },
    output: { dir: folder, format: 'iife', entryFileNames: '[name].js' },
  });
  await cp(`${REPOSITORY_ROOT}dist`, `${REPOSITORY_ROOT}${folder}/onshelf`, { recursive: true });
}
