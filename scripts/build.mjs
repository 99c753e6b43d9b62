// Builds dist/: the page's part, the worker's part, the command line, and the types.
import { execFileSync } from 'node:child_process';
import { chmod, readdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { buildScriptTag, COMPILE_AHEAD } from './setup/build-script-tag.mjs';
import { idbWithoutCursors } from './setup/idb-without-cursors.mjs';
import { rawFiles } from './setup/raw-files.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

// The page imports the worker's own file where workers are refused, so that the engine is never shipped twice.
const workerStaysOutside = {
  name: 'worker-stays-outside',
  resolveId: (id, importer) => (importer !== undefined && id.endsWith('/worker/worker.js') ? { id: './worker.js', external: true } : null),
};

/** For browsers: `src/ENTRY` becomes the ES module `dist/NAME.js`, minified, with lazy parts beside it. */
function bundleForBrowser(name, entry, plugins = [], more = {}) {
  return build({
    cwd: root,
    input: { [name]: `src/${entry}` },
    platform: 'browser',
    // Lets lazy parts import what they share from the entry, instead of a third file that is always needed.
    preserveEntrySignatures: 'allow-extension',
    plugins: [rawFiles, ...plugins],
    external: more.external ?? [],
    transform: { target: 'es2022' },
    output: {
      dir: 'dist',
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: `${name}-[name].js`,
      minify: true,
      banner: more.banner ?? '',
      postBanner: more.postBanner ?? '',
      // Hints for tree-shaking: these files are what is left of it. Licences stay.
      comments: { annotation: false },
      // What the rungs share, and what lazy parts share with the worker's own, is one file, not one for each thing shared.
      codeSplitting: {
        groups: [
          {
            name: 'settled-scorer',
            test: /(score\/(settled-scorer|settle-candidates|known-answer|rounding-bound)|query\/fold-in|core\/(cholesky|row-vector))\./,
          },
        ],
      },
    },
  });
}

/** For Node: one self-contained file; DuckDB is native and stays outside. */
function bundleForNode(name, entry) {
  return build({
    cwd: root,
    input: { [name]: `src/${entry}` },
    platform: 'node',
    external: [/^node:/, '@duckdb/node-api'],
    transform: { target: 'node20' },
    output: { dir: 'dist', format: 'esm', entryFileNames: '[name].js', codeSplitting: false },
  });
}

await rm(new URL('../dist', import.meta.url), { recursive: true, force: true });
await bundleForBrowser('index', 'index.ts', [idbWithoutCursors(), workerStaysOutside], { postBanner: COMPILE_AHEAD });
await bundleForBrowser('phrases', 'phrases.ts');
await bundleForBrowser('worker', 'worker/worker.ts', [idbWithoutCursors()]);
await bundleForBrowser('elements', 'elements/elements.ts');
await bundleForBrowser('page-readers', 'script/page-readers.ts');
console.error(await buildScriptTag(root));
// What a server component imports from here runs in the browser: React reads that off the file's first line.
await bundleForBrowser('react', 'react.ts', [], { external: ['react'], banner: '"use client";' });
if (process.argv[2] !== 'browser') {
  await bundleForNode('training-worker', 'train/training-worker.ts');
  await bundleForNode('cli', 'cli/main.ts');
  await chmod(new URL('../dist/cli.js', import.meta.url), 0o755);
}
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
// Types of the inside are nobody's business: only what the entry reaches is kept.
for (const folder of await readdir(new URL('../dist/types', import.meta.url))) {
  if (!['index.d.ts', 'phrases.d.ts', 'react.d.ts', 'client', 'elements', 'phrases', 'react', 'types', 'worker'].includes(folder))
    await rm(new URL(`../dist/types/${folder}`, import.meta.url), { recursive: true });
}
const reached = new Set([
  'client/create-shelf.d.ts',
  'elements/elements.d.ts',
  'elements/mount-list.d.ts',
  'elements/mount-panel.d.ts',
  'worker/worker.d.ts',
  'worker/host.d.ts',
  'worker/protocol.d.ts',
]);
for (const folder of ['client', 'elements', 'worker']) {
  for (const file of await readdir(new URL(`../dist/types/${folder}`, import.meta.url))) {
    if (!reached.has(`${folder}/${file}`)) await rm(new URL(`../dist/types/${folder}/${file}`, import.meta.url));
  }
}
