import { type LibraryEntry, pageWith, plainShop, type ShopProject } from './shop-project.js';

/** Parcel reads no entries of packages by itself; and what it makes of a worker that shares code with lazy parts does not start. */
const READS_ENTRIES = { '@parcel/resolver-default': { packageExports: true } };
const LINES = { ...READS_ENTRIES, '@parcel/bundler-default': { disableSharedBundles: true } };

const files = (entry: LibraryEntry, lines: object): ShopProject['files'] => ({
  ...plainShop(entry),
  'index.html': pageWith('<script type="module" src="main.js"></script>'),
  'package.json': JSON.stringify({ private: true, type: 'module', ...lines }),
});
const built = {
  build: ['node_modules/parcel/lib/bin.js', 'build', 'index.html', '--dist-dir', 'dist', '--no-source-maps'],
  site: 'dist',
} as const;

/** The shops for Parcel, with the documented lines. */
export const parcel = (): ShopProject[] => [
  { how: 'builds with the documented lines', files: files('onshelf', LINES), ...built, right: 'worker' },
  {
    how: "builds without the second one, and the engine runs on the page's thread",
    files: files('onshelf', READS_ENTRIES),
    ...built,
    right: 'inline',
  },
  {
    how: 'builds onshelf/inline-worker, with the first one',
    files: files('onshelf/inline-worker', READS_ENTRIES),
    ...built,
    right: 'worker',
  },
];
