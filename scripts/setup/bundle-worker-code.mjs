import { build } from 'rolldown';
import { trimIdb } from './bundle-for-browser.mjs';
import { rawFiles } from './raw-files.mjs';

/** tfjs would double the code, for the few browsers that have WebGL and no WebGPU: there, scoring is left to WebAssembly and JavaScript. */
const withoutWebGl = {
  name: 'without-webgl',
  load: (id) =>
    /[\\/]tfjs-webgl-scorer\.ts$/.test(id)
      ? "export function createWebGlScorer() { throw new Error('onshelf/inline-worker has no code for it.'); }"
      : null,
};

/**
 * Bundles the worker with all its lazy parts but WebGL as one classic script, which a page can start from a Blob.
 *
 * @param root of the repository
 * @param identity see `buildIdentity`
 * @returns the script
 */
export async function bundleWorkerCode(root, identity) {
  const { output } = await build({
    cwd: root,
    input: { worker: `${root}src/worker/worker.ts` },
    platform: 'browser',
    plugins: [rawFiles, trimIdb, withoutWebGl],
    transform: { target: 'es2022', define: { __ONSHELF_BUILD__: JSON.stringify(identity) } },
    // The exports are for pages, which do not load this script.
    output: { format: 'iife', name: 'onshelfWorker', codeSplitting: false, minify: true, comments: { annotation: false } },
    write: false,
  });
  const [{ code }, ...more] = output;
  if (more.length > 0 || /\bimport\s*\(|\bimport\.meta\b/.test(code)) throw new Error('The worker is not one script that loads nothing.');
  return code;
}
