// The one table of the built files for browsers: their names, their modules and their maximum sizes. The build refuses a file
// that is not in it, `.size-limit.mjs` reads the budgets from it, and a test compares docs/built-files.md with it.

/** Shared by WebAssembly, WebGL and WebGPU: one of them is used on nearly every page. */
const SCORING = [
  'score/settle/settled-scorer',
  'score/settle/settle-candidates',
  'score/settle/known-answer',
  'score/settle/rounding-bound',
];
/** Small modules that several lazy parts of the worker share: one file instead of one each. */
const SHARED = [
  'engine/rows/category-rows',
  'engine/rows/newness-of',
  'engine/rows/other-variants',
  'engine/rows/score-row',
  'engine/rows/rows-in-mask',
  'engine/words/match-words',
  'profile/attribute-events',
  'profile/set-aside',
  'profile/weigh-tastes',
  'core/events/list-arm',
  'core/numbers/draft-teams',
  'core/is-plain-object',
  'core/catalog/category-label',
  'core/catalog/category-levels',
  'core/numbers/long-tail',
  'core/numbers/standing-in',
  'core/time/time-slices',
  'core/text/nearest-name',
  'core/text/query-words',
  'query/mix-queries',
  'rules/rule-column',
  'rules/usual-price',
  'pack/format/parse-optional',
  'pack/locales/find-locale',
];

/** What backends of tfjs share. */
const TFJS = ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-cpu', 'long', 'seedrandom'];

/**
 * Entries. Their names have no hash, so that pages can refer to them.
 *
 * `name`: of the file, without its ending. `source`: below `src/`. `limit`: of the file, compressed with gzip. `loaded`: when, for people.
 */
export const ENTRIES = [
  { name: 'index', source: 'index.ts', limit: '16.6 kB', loaded: 'by the page; by the script tag after the first call or event' },
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
    limit: '2.9 kB',
    loaded: 'by the tag, with `index.js`, after the first call or event',
  },
  { name: 'elements', source: 'elements/elements.ts', limit: '9.3 kB', loaded: 'if the page has an element' },
  { name: 'react', source: 'react.ts', limit: '5.3 kB', loaded: 'by `onshelf/react`, beside `dist/index.js`' },
  { name: 'vue', source: 'vue.ts', limit: '2 kB', loaded: 'by `onshelf/vue`, beside `dist/index.js`' },
  { name: 'inline-worker', source: 'inline-worker.ts', limit: '16.6 kB', loaded: 'by `onshelf/inline-worker`, instead of `dist/index.js`' },
  { name: 'phrases', source: 'phrases.ts', limit: '2.6 kB', loaded: 'by `onshelf/phrases`' },
  {
    name: 'worker',
    source: 'worker/worker.ts',
    limit: '38.3 kB',
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
  { entry: 'index', name: 'later', limit: '12.4 kB', loaded: 'by every page, at once: opens the database, calls that are rarely used' },
  { entry: 'index', name: 'with-profiles', limit: '2 kB', loaded: 'if the page uses accounts, or an account was there on the page before' },
  {
    entry: 'index',
    name: 'diagnose-shelf',
    limit: '4 kB',
    loaded: 'if a diagnosis is asked for, or by the tag five seconds after it opened in a page where nothing can be heard',
  },
  { entry: 'index', name: 'encrypted-copy', limit: '1.3 kB', loaded: 'if an encrypted copy of the profile is saved or read' },
  { entry: 'index', name: 'page-context', limit: '0.8 kB', loaded: 'if a rule names the device or the referrer' },
  { entry: 'index', name: 'follow-segments', limit: '1 kB', loaded: 'if the page listens to changes of segments' },
  { entry: 'index', name: 'request-receipt', limit: '2 kB', loaded: 'if the receipt of requests is asked for' },
  { entry: 'index', name: 'describe-privacy', limit: '3.7 kB', loaded: 'if the privacy sheet is asked for' },
  ...['chinese', 'french', 'german', 'spanish'].map((language) => ({
    entry: 'index',
    name: `${language}-sheet`,
    limit: '2.5 kB',
    loaded: `if the privacy sheet is asked for in ${language[0].toUpperCase()}${language.slice(1)}`,
  })),
  { entry: 'index', name: 'shelf-without-page', limit: '1 kB', loaded: 'by a server, or whatever else has no document' },
  {
    entry: 'inline-worker',
    name: 'worker-code',
    limit: '120 kB',
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
  { entry: 'elements', name: 'mount-panel', limit: '3.2 kB', loaded: 'if the page has a panel' },
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
  { entry: 'elements', name: 'traditional', limit: '1 kB', loaded: 'with an element whose page is in Chinese of traditional characters' },
  {
    entry: 'elements',
    name: 'read-question',
    limit: '4.5 kB',
    loaded:
      'if a list is about the page or the cart, is another one than `recommend`, has a placement, a rule or a misspelled attribute; with a panel',
  },
  { entry: 'elements', name: 'report-shop-order', limit: '1.5 kB', loaded: 'with a list that has a placement' },
  { entry: 'elements', name: 'grid-style', limit: '0.8 kB', loaded: 'with a list that has `layout="grid"`' },
  { entry: 'worker', name: 'core', of: 'entry', modules: SCORING },
  { entry: 'worker', name: 'rolldown-runtime', limit: '0.5 kB', loaded: 'by every page, with `plan-list`: code of the bundler' },
  { entry: 'worker', name: 'wasm-scorer' },
  { entry: 'worker', name: 'pack-seal', limit: '2.6 kB', loaded: 'if a key is pinned (`packKey`)' },
  {
    entry: 'worker',
    name: 'ed25519-library',
    packages: ['@noble/ed25519', '@noble/hashes'],
    limit: '8.1 kB',
    loaded: 'with `pack-seal`, if the browser has no Ed25519 of its own, as over plain http',
  },
  { entry: 'worker', name: 'shared', modules: SHARED, limit: '4 kB', loaded: 'by every page, with `plan-list`: small shared modules' },
  {
    entry: 'worker',
    name: 'first-list',
    limit: '2 kB',
    loaded: 'by every page, beside `pack.json`: the list of a first visit, from the items in `pack.json`',
  },
  { entry: 'worker', name: 'late-texts', limit: '2 kB', loaded: 'with a pack whose titles and addresses are partly in files of their own' },
  { entry: 'worker', name: 'with-locale', limit: '1.6 kB', loaded: 'with a pack that has locales' },
  {
    entry: 'worker',
    name: 'further-lists',
    limit: '6.7 kB',
    loaded:
      'two seconds after the pack, or when a list needs it: all lists but `recommend` and `related`, and lists for an unknown shopper',
  },
  {
    entry: 'worker',
    name: 'plan-list',
    limit: '8.1 kB',
    loaded:
      'by every page, beside `pack.json`: variety, scenarios, rules of the shop, what was searched, relevance, which items a category to forget has',
  },
  {
    entry: 'worker',
    name: 'match-ids',
    limit: '1.5 kB',
    loaded: 'by every page, with the pack: ids of pages that are not those of the feed',
  },
  { entry: 'worker', name: 'placement-lists', limit: '5.4 kB', loaded: 'if a list names a placement, with `scenarios.json`' },
  { entry: 'worker', name: 'together-source', limit: '1.6 kB', loaded: 'if a list of what goes with a cart is asked for' },
  { entry: 'worker', name: 'choose-encoder', limit: '4.8 kB', loaded: 'with a pack that has a sequence encoder' },
  {
    entry: 'worker',
    name: 'attend-causally',
    folders: ['query/causal'],
    limit: '2 kB',
    loaded: 'with `choose-encoder`, if the encoder is one of attention, recurrent units or convolutions, and with `tfjs-attend`',
  },
  {
    entry: 'worker',
    name: 'attend-with-kernel',
    folders: ['query/kernel', 'core/kernels'],
    limit: '2.7 kB',
    loaded: 'with `choose-encoder`, if the encoder is one of attention, and plain JavaScript takes 1 ms or more for the longest history',
  },
  { entry: 'worker', name: 'open-file', limit: '0.8 kB', loaded: 'if a list uses an optional file of the pack' },
  { entry: 'worker', name: 'open-attributes', limit: '2.4 kB', loaded: 'if a rule or a call may use an attribute of the pack' },
  { entry: 'worker', name: 'open-context', limit: '1.9 kB', loaded: 'if a rule names page, moment or shopper, or with a placement' },
  { entry: 'worker', name: 'mend-call', limit: '2 kB', loaded: 'if a call has a parameter or value that is not known' },
  {
    entry: 'worker',
    name: 'plan-rules',
    limit: '7.55 kB',
    loaded: 'two seconds after the pack, or when a list needs it: filters and boosts',
  },
  { entry: 'worker', name: 'explain-score', limit: '4 kB', loaded: 'if a score is explained' },
  { entry: 'worker', name: 'show-embeddings', limit: '1.3 kB', loaded: 'if the profile is inspected' },
  { entry: 'worker', name: 'show-tastes', limit: '1.3 kB', loaded: 'if the profile is inspected with its tastes' },
  {
    entry: 'worker',
    name: 'answer-segments',
    limit: '2 kB',
    loaded: 'if segments are asked for or listened to, or the profile is inspected with its tastes',
  },
  { entry: 'worker', name: 'show-prices', limit: '1.3 kB', loaded: 'if the profile is inspected with its prices' },
  { entry: 'worker', name: 'make-quiz', limit: '1.5 kB', loaded: 'if a quiz is asked for' },
  { entry: 'worker', name: 'plan-aims', limit: '1.9 kB', loaded: 'if a list has an objective, a discount or a floor' },
  { entry: 'worker', name: 'fill-slots', limit: '3.85 kB', loaded: 'if the places of a page are filled (`nextBest`)' },
  { entry: 'worker', name: 'measure-leak', limit: '1.5 kB', loaded: 'if it is asked what pictures tell' },
  { entry: 'worker', name: 'measure-lists', limit: '2 kB', loaded: 'if lists are measured or compared' },
  { entry: 'worker', name: 'diagnose-ids', limit: '1 kB', loaded: 'if a diagnosis is asked for' },
  { entry: 'worker', name: 'ranker-step', limit: '3 kB', loaded: 'if a list asks for the ranker' },
  { entry: 'worker', name: 'create-learner', limit: '4.4 kB', loaded: 'if the page lets lists learn on the device (`learning`)' },
  { entry: 'worker', name: 'webgpu-scorer', limit: '10 kB', loaded: 'if WebGPU is asked for or measured' },
  { entry: 'worker', name: 'open-device', limit: '0.8 kB', loaded: 'if WebGPU is asked for or measured' },
  {
    entry: 'worker',
    name: 'tfjs',
    modules: ['query/tfjs/tfjs-session'],
    packages: TFJS,
    limit: '31 kB',
    loaded: 'if WebGL is asked for or measured, or an encoder is to read histories by tfjs',
  },
  {
    entry: 'worker',
    name: 'tfjs-webgl-context',
    modules: ['score/webgl/context/tfjs-webgl-context'],
    packages: ['@tensorflow/tfjs-backend-webgl'],
    limit: '37 kB',
    loaded: 'with `tfjs`, if WebGL is asked for or measured',
  },
  { entry: 'worker', name: 'tfjs-webgl-scorer', limit: '3.2 kB', loaded: 'with `tfjs`, if WebGL is asked for or measured' },
  { entry: 'worker', name: 'tfjs-webgl', limit: '0.6 kB', loaded: 'if an encoder is to read histories by tfjs on WebGL' },
  { entry: 'worker', name: 'tfjs-webgpu', limit: '27 kB', loaded: 'if an encoder is to read histories by tfjs on WebGPU' },
  { entry: 'worker', name: 'tfjs-attend', limit: '2.6 kB', loaded: 'with `tfjs`, if an encoder is to read histories by it' },
];

// `onshelf/inline-worker` has the lazy parts of `index` too.
CHUNKS.push(
  ...CHUNKS.filter(({ entry }) => entry === 'index').map((chunk) => ({ ...chunk, entry: 'inline-worker', loaded: 'as that of `index`' })),
);

/** Length of the hash in a chunk's name. Only these 36 characters, so that no file system and no pattern confuses two. */
export const HASH = { length: 10, characters: 'base36' };
