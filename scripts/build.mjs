// Builds dist/: page, worker, command line and types. `node scripts/build.mjs browser` omits the command line.
import { execFileSync } from 'node:child_process';
import { chmod, readdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { buildForBrowser } from './setup/build-for-browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Bundles one self-contained file for Node; DuckDB and sharp are native and stay external. */
function bundleForNode(name, entry) {
  return build({
    cwd: root,
    input: { [name]: `src/${entry}` },
    platform: 'node',
    external: [/^node:/, '@duckdb/node-api', 'sharp'],
    transform: { target: 'node20' },
    // Comments with paths would differ from folder to folder.
    experimental: { attachDebugInfo: 'none' },
    output: { dir: 'dist', format: 'esm', entryFileNames: '[name].js', codeSplitting: false },
  });
}

console.error(await buildForBrowser());
if (process.argv[2] !== 'browser') {
  await bundleForNode('training-worker', 'train/threads/training-worker.ts');
  await bundleForNode('cli', 'cli/main.ts');
  await chmod(new URL('../dist/cli.js', import.meta.url), 0o755);
}
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
// Keep only the types that the entries reach.
for (const folder of await readdir(new URL('../dist/types', import.meta.url))) {
  if (
    ![
      'index.d.ts',
      'inline-worker.d.ts',
      'phrases.d.ts',
      'react.d.ts',
      'vue.d.ts',
      'binding',
      'client',
      'elements',
      'phrases',
      'react',
      'types',
      'vue',
      'worker',
    ].includes(folder)
  )
    await rm(new URL(`../dist/types/${folder}`, import.meta.url), { recursive: true });
}
const reached = new Set([
  'client/create-inline-shelf.d.ts',
  'client/create-shelf.d.ts',
  'elements/elements.d.ts',
  'elements/mount-list.d.ts',
  'elements/follow-link.d.ts',
  'worker/worker.d.ts',
  'worker/host.d.ts',
  'worker/protocol.d.ts',
]);
for (const folder of ['client', 'elements', 'worker']) {
  for (const file of await readdir(new URL(`../dist/types/${folder}`, import.meta.url))) {
    if (!reached.has(`${folder}/${file}`)) await rm(new URL(`../dist/types/${folder}/${file}`, import.meta.url), { recursive: true });
  }
}
