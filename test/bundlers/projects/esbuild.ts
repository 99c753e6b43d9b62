import { type LibraryEntry, pageWith, plainShop, type ShopProject } from './shop-project.js';

const files = (entry: LibraryEntry, options: string): ShopProject['files'] => ({
  ...plainShop(entry),
  'dist/index.html': pageWith('<script type="module" src="main.js"></script>'),
  'build.mjs': `import { build } from 'esbuild';
await build({ bundle: true, minify: true, outdir: 'dist', logLevel: 'error', ${options} });
`,
});

/** The shops for esbuild, which makes no file of a worker by itself: with the worker as a second entry, without, and with the worker in the bundle. */
export const esbuild = (): ShopProject[] => {
  const shop = { build: ['build.mjs'], site: 'dist' };
  return [
    {
      ...shop,
      how: 'builds, with the documented line',
      files: files('onshelf', "entryPoints: { main: 'main.js', worker: 'onshelf/worker' }, format: 'esm', splitting: true"),
      right: 'worker',
    },
    {
      ...shop,
      how: "builds without it, and the engine runs on the page's thread",
      files: files('onshelf', "entryPoints: ['main.js'], format: 'esm'"),
      right: 'inline',
    },
    {
      ...shop,
      how: 'builds onshelf/inline-worker into one plain script',
      files: files('onshelf/inline-worker', "entryPoints: ['main.js'], format: 'iife'"),
      right: 'worker',
    },
  ];
};
