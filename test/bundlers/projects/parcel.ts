import { type LibraryEntry, pageWith, plainShop, type ShopProject } from './shop-project.js';

const files = (entry: LibraryEntry): ShopProject['files'] => ({
  ...plainShop(entry),
  'index.html': pageWith('<script type="module" src="main.js"></script>'),
  'package.json': JSON.stringify({ private: true, type: 'module', '@parcel/resolver-default': { packageExports: true } }),
});

/**
 * The shops for Parcel, with the documented line: it does not read the entries of packages otherwise. The file that it makes of the worker does
 * not start.
 */
export const parcel = (): ShopProject[] =>
  (['onshelf', 'onshelf/inline-worker'] as const).map((entry) => ({
    how: `builds ${entry}, with the documented line${entry === 'onshelf' ? ", and the engine runs on the page's thread" : ''}`,
    files: files(entry),
    build: ['node_modules/parcel/lib/bin.js', 'build', 'index.html', '--dist-dir', 'dist', '--no-source-maps'],
    site: 'dist',
    right: entry === 'onshelf' ? 'inline' : 'worker',
  }));
