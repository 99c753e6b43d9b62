import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildIdentity } from './build-identity.mjs';
import { buildScriptTag, COMPILE_AHEAD } from './build-script-tag.mjs';
import { bundleForBrowser } from './bundle-for-browser.mjs';
import { ENTRIES } from './chunks.mjs';
import { bundleSealedWorker, bundleWorkerCode } from './worker-code/bundle-worker-code.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Settings of single entries. */
const MORE = {
  index: { head: COMPILE_AHEAD },
  // A server component that imports this must run it in the browser: React reads that from the file's first line.
  react: { external: ['react'], head: '"use client";' },
  vue: { external: ['vue'] },
};

/**
 * Builds all files for browsers. The same sources give the same bytes.
 *
 * @param {{ out?: string, build?: string, plugins?: object[] }} settings `out`: folder, emptied first (`dist`); `build`: the name of the
 * build (default: the hash of the sources); `plugins`: additional plugins of Rolldown
 * @returns the snippet for the script tag, for people to read
 */
export async function buildForBrowser({ out = 'dist', build = buildIdentity(root), plugins = [] } = {}) {
  await rm(new URL(out, `file://${root}`), { recursive: true, force: true });
  const define = { __ONSHELF_SEALED_WORKER__: JSON.stringify(await bundleSealedWorker(root, build)) };
  const more = {
    ...MORE,
    index: { ...MORE.index, define },
    'inline-worker': { define: { ...define, __ONSHELF_WORKER__: JSON.stringify(await bundleWorkerCode(root, build)) } },
  };
  for (const entry of ENTRIES) {
    if (['stub', 'onshelf'].includes(entry.name)) continue;
    await bundleForBrowser(root, entry, { out, build, plugins, ...more[entry.name] });
  }
  return buildScriptTag(root, out, build);
}
