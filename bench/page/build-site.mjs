import { cp, mkdir, rm } from 'node:fs/promises';
import { build } from 'rolldown';
import { rawFiles } from '../../scripts/setup/raw-files.mjs';

const COMMON = { platform: 'browser', logLevel: 'silent', plugins: [rawFiles] };
const TRANSFORM = { target: 'es2022', define: { 'process.env.NODE_ENV': '"production"' } };

/**
 * Builds what the pages load, minified as a shop would: each tracker with the one call that the page makes, ours as it ships, and
 * the probe.
 *
 * @param root of the repository, built
 * @param folder where to, relative to it; emptied first
 * @param trackers names of files in `contenders/`
 */
export async function buildSite(root, folder, trackers) {
  await rm(`${root}/${folder}`, { recursive: true, force: true });
  await mkdir(`${root}/${folder}`, { recursive: true });
  for (const name of trackers) {
    await build({
      ...COMMON,
      cwd: root,
      input: { [name]: `bench/page/contenders/${name}.ts` },
      transform: TRANSFORM,
      output: { dir: folder, format: 'esm', entryFileNames: '[name].js', chunkFileNames: `${name}-[hash].js`, minify: true },
    });
  }
  await build({
    ...COMMON,
    cwd: root,
    input: { 'watch-tasks': 'bench/page/watch-tasks.ts' },
    transform: TRANSFORM,
    output: { dir: folder, format: 'iife', entryFileNames: '[name].js' },
  });
  await build({
    ...COMMON,
    cwd: root,
    input: { 'prepare-pack': 'bench/record/prepare-pack.ts' },
    platform: 'node',
    transform: { target: 'node20' },
    output: { dir: folder, format: 'esm', entryFileNames: '[name].js', codeSplitting: false },
  });
  await cp(`${root}/dist`, `${root}/${folder}/onshelf`, { recursive: true });
}
