// The one table of the built files for browsers: their names, their modules and their maximum sizes. The build refuses a file
// that is not in it, `.size-limit.mjs` reads the budgets from it, and a test compares docs/built-files.md with it. The worker's lazy parts are beside it.
import { WORKER_CHUNKS } from './chunks/worker-chunks.mjs';

/**
 * Entries. Their names have no hash, so that pages can refer to them.
 *
 * `name`: of the file, without its ending. `source`: below `src/`. `limit`: of the file, compressed with gzip. `loaded`: when, for people.
 */
export const ENTRIES = [
  { name: 'index', source: 'index.ts', limit: '20.1 kB', loaded: 'by the page; by the script tag after the first call or event' },
  { name: 'stub', limit: '0.3 kB', loaded: 'written into the page, optional: keeps calls until the script tag is there' },
  { name: 'onshelf', source: 'script/onshelf.ts', limit: '6.3 kB', loaded: 'as the script tag' },
  {
    name: 'page-readers',
    source: 'script/page-readers.ts',
    limit: '6.4 kB',
    loaded: 'by the tag, if the page has marked elements, or describes a product in JSON-LD or microdata',
  },
  {
    name: 'call-readers',
    source: 'script/call-readers.ts',
    limit: '6.1 kB',
    loaded: 'by the tag, if scripts of the page tell a data layer or Segment what happens, and in a Shopify shop',
  },
  {
    name: 'banner-readers',
    source: 'script/banner-readers.ts',
    limit: '4.6 kB',
    loaded: 'by the tag, if the page has a consent banner or a data layer',
  },
  {
    name: 'shelf-opener',
    source: 'script/shelf-opener.ts',
    limit: '2.95 kB',
    loaded: 'by the tag, with `index.js`, after the first call or event',
  },
  { name: 'elements', source: 'elements/elements.ts', limit: '9.35 kB', loaded: 'if the page has an element' },
  { name: 'react', source: 'react.ts', limit: '5.3 kB', loaded: 'by `onshelf/react`, beside `dist/index.js`' },
  { name: 'vue', source: 'vue.ts', limit: '2 kB', loaded: 'by `onshelf/vue`, beside `dist/index.js`' },
  {
    name: 'inline-worker',
    source: 'inline-worker.ts',
    limit: '20.1 kB',
    loaded: 'by `onshelf/inline-worker`, instead of `dist/index.js`',
  },
  { name: 'phrases', source: 'phrases.ts', limit: '2.6 kB', loaded: 'by `onshelf/phrases`' },
  {
    name: 'worker',
    source: 'worker/worker.ts',
    limit: '39.9 kB',
    with: ['core', 'wasm-scorer'],
    loaded: 'by the page, with the parts for plain JavaScript and WebAssembly',
  },
];

/**
 * Lazy parts, named `ENTRY-NAME-HASH.js`: the hash is that of their contents.
 *
 * `entry`: whose part it is. `of`: all static imports of the entry (`entry`). `modules`: more modules of the chunk, from `src/`, without
 * their extension. `folders`: all modules of these folders of `src/`. `packages`: all modules of these packages. `limit` and `loaded` as for entries; a chunk without a limit is counted with its entry.
 */
export const CHUNKS = [
  { entry: 'index', name: 'later', limit: '14.5 kB', loaded: 'by every page, at once: opens the database, calls that are rarely used' },
  { entry: 'index', name: 'with-profiles', limit: '2 kB', loaded: 'if the page uses accounts, or an account was there on the page before' },
  {
    entry: 'index',
    name: 'diagnose-shelf',
    limit: '4 kB',
    loaded: 'if a diagnosis is asked for, or by the tag five seconds after it opened in a page where nothing can be heard',
  },
  { entry: 'index', name: 'encrypted-copy', limit: '3.2 kB', loaded: 'if an encrypted copy of the profile is saved or read' },
  { entry: 'index', name: 'page-context', limit: '0.8 kB', loaded: 'if a rule names the device or the referrer' },
  { entry: 'index', name: 'follow-segments', limit: '1 kB', loaded: 'if the page listens to changes of segments' },
  { entry: 'index', name: 'request-receipt', limit: '2 kB', loaded: 'if the receipt of requests is asked for' },
  { entry: 'index', name: 'describe-privacy', limit: '4.7 kB', loaded: 'if the privacy sheet is asked for' },
  { entry: 'index', name: 'open-pictures', limit: '0.7 kB', loaded: 'if small pictures of the pack are asked for' },
  ...['chinese', 'french', 'german', 'spanish'].map((language) => ({
    entry: 'index',
    name: `${language}-sheet`,
    limit: '2.8 kB',
    loaded: `if the privacy sheet is asked for in ${language[0].toUpperCase()}${language.slice(1)}`,
  })),
  {
    entry: 'index',
    name: 'start-sealed-worker',
    limit: '129.5 kB',
    loaded: 'if the page asks for a sealed engine (`sealed`): the engine with its parts, but WebGL, as a text',
  },
  { entry: 'index', name: 'shelf-without-page', limit: '1.05 kB', loaded: 'by a server, or whatever else has no document' },
  {
    entry: 'inline-worker',
    name: 'worker-code',
    limit: '118.5 kB',
    loaded: 'by every page: the worker with its parts, but WebGL, as a text',
  },
  {
    entry: 'vue',
    name: 'binding',
    folders: ['binding', 'core'],
    limit: '4.1 kB',
    loaded: 'with `vue.js`: what the composables share with the hooks for React',
  },
  { entry: 'elements', name: 'mount-doctor', limit: '1.5 kB', loaded: 'if a panel shows its fold-out for developers' },
  { entry: 'elements', name: 'mount-panel', limit: '3.6 kB', loaded: 'if the page has a panel' },
  { entry: 'elements', name: 'show-codes', limit: '1.1 kB', loaded: 'if the panel shows a copy as QR codes' },
  {
    entry: 'elements',
    name: 'qr',
    limit: '6 kB',
    loaded: 'with `show-codes` and with `scan-codes`: the encoder, which the decoder builds on',
  },
  { entry: 'elements', name: 'scan-codes', limit: '16 kB', loaded: 'if the panel reads QR codes' },
  { entry: 'elements', name: 'mount-sections', limit: '10.2 kB', loaded: 'if the page has a panel: its sections that fold' },
  {
    entry: 'elements',
    name: 'section-translations',
    limit: '12.4 kB',
    loaded: 'with a panel whose page is in German, Spanish, French or Chinese',
  },
  {
    entry: 'elements',
    name: 'panel-translations',
    limit: '3.2 kB',
    loaded: 'with a panel whose page is in German, Spanish, French or Chinese',
  },
  {
    entry: 'elements',
    name: 'list-translations',
    limit: '1.2 kB',
    loaded: 'with a list whose page is in German, Spanish, French or Chinese',
  },
  { entry: 'elements', name: 'traditional', limit: '1.1 kB', loaded: 'with an element whose page is in Chinese of traditional characters' },
  {
    entry: 'elements',
    name: 'read-question',
    limit: '4.65 kB',
    loaded:
      'if a list is about the page or the cart, is another one than `recommend`, has a placement, a rule or a misspelled attribute; with a panel',
  },
  { entry: 'elements', name: 'show-pictures', limit: '1 kB', loaded: 'with a list that has `pictures`' },
  { entry: 'elements', name: 'report-shop-order', limit: '1.5 kB', loaded: 'with a list that has a placement' },
  { entry: 'elements', name: 'grid-style', limit: '0.8 kB', loaded: 'with a list that has `layout="grid"`' },
  ...WORKER_CHUNKS,
];

// `onshelf/inline-worker` has the lazy parts of `index` too.
CHUNKS.push(
  ...CHUNKS.filter(({ entry }) => entry === 'index').map((chunk) => ({ ...chunk, entry: 'inline-worker', loaded: 'as that of `index`' })),
);

/** Length of the hash in a chunk's name. Only these 36 characters, so that no file system and no pattern confuses two. */
export const HASH = { length: 10, characters: 'base36' };
