import { type LibraryEntry, pageWith, plainShop, type ShopProject } from './shop-project.js';

/** The documented lines: Vite before 8 writes workers in a form without lazy parts, and prepares packages where no worker is found. */
const CONFIGURED = "export default { worker: { format: 'es' }, optimizeDeps: { exclude: ['onshelf'] } };\n";
const CLI = 'node_modules/vite/bin/vite.js';

const files = (entry: LibraryEntry, config: string): ShopProject['files'] => ({
  ...plainShop(entry),
  'index.html': pageWith('<script type="module" src="/main.js"></script>'),
  'vite.config.js': config,
});

/**
 * The shops for Vite.
 *
 * @param title of the version
 */
export function vite(title: string): ShopProject[] {
  const needsFormat = /Vite [567]/.test(title);
  const build = [CLI, 'build', '--logLevel', 'warn'];
  const serve = [CLI, '--host', '127.0.0.1', '--port', 'PORT', '--strictPort'];
  return [
    { how: 'builds, with the documented lines', files: files('onshelf', CONFIGURED), build, site: 'dist', right: 'worker' },
    { how: 'serves while developing, with the documented lines', files: files('onshelf', CONFIGURED), site: serve, right: 'worker' },
    {
      how: needsFormat ? 'refuses to build without them, in the words that the document quotes' : 'builds without them',
      files: files('onshelf', 'export default {};\n'),
      build,
      site: 'dist',
      right: needsFormat ? 'Invalid value "iife" for option' : 'worker',
    },
    {
      how: 'builds onshelf/inline-worker without any',
      files: files('onshelf/inline-worker', 'export default {};\n'),
      build,
      site: 'dist',
      right: 'worker',
    },
    {
      how: 'serves onshelf/inline-worker while developing without any',
      files: files('onshelf/inline-worker', 'export default {};\n'),
      site: serve,
      right: 'worker',
    },
  ];
}
