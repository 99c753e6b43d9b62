// The one table of the built files for browsers: which there are, what belongs in which, and how large each may be. The build refuses a file
// that does not stand here, `.size-limit.mjs` holds the budgets, and a test holds the README to them.

/** What WebAssembly, WebGL and WebGPU share: one of them is used on nearly every page. */
const SCORING = ['score/settle/settled-scorer', 'score/settle/settle-candidates', 'score/settle/known-answer', 'score/settle/rounding-bound'];
/** Small modules that several lazy parts of the worker share: one file, not one for each. */
const SHARED = [
  'engine/rows/category-rows',
  'engine/rows/score-row',
  'engine/rows/rows-in-mask',
  'profile/attribute-events',
  'profile/set-aside',
  'core/numbers/draft-teams',
  'core/catalog/is-within',
  'core/time/time-slices',
  'core/text/nearest-name',
  'rules/usual-price',
];

/**
 * Entries. Their names stay, so that pages can name them.
 *
 * `name`: of the file, without its ending. `source`: below `src/`. `limit`: of the file, compressed with gzip. `loaded`: when, for people.
 */
export const ENTRIES = [
  { name: 'index', source: 'index.ts', limit: '12 kB', loaded: "on the page's thread" },
  { name: 'stub', limit: '0.3 kB', loaded: 'which pages may hold themselves' },
  { name: 'onshelf', source: 'script/onshelf.ts', limit: '6 kB', loaded: 'the script tag until something is called' },
  {
    name: 'page-readers',
    source: 'script/page-readers.ts',
    limit: '2 kB',
    loaded: 'by the tag, where a page describes itself or has Segment or Shopify',
  },
  { name: 'elements', source: 'elements/elements.ts', limit: '5.5 kB', loaded: 'loaded only where an element stands in the page' },
  { name: 'react', source: 'react.ts', limit: '2.2 kB', loaded: 'the hooks, beside `dist/index.js`' },
  { name: 'phrases', source: 'phrases.ts', limit: '2.4 kB', loaded: 'loaded only by `onshelf/phrases`' },
  {
    name: 'worker',
    source: 'worker/worker.ts',
    limit: '32 kB',
    with: ['core', 'wasm-scorer'],
    loaded: 'with the parts for plain JavaScript and WebAssembly',
  },
];

/**
 * Lazy parts, named `ENTRY-NAME-HASH.js`: the hash is of what is in them.
 *
 * `entry`: whose part it is. `of`: all that the entry needs at once (`entry`). `modules`:
 * more modules that belong in it, from `src/`, without their ending. `limit` and `loaded` as for entries; where there is none, the chunk is counted with its entry.
 */
export const CHUNKS = [
  {
    entry: 'index',
    name: 'later',
    limit: '10 kB',
    loaded: 'what opens the database, and what is called seldom; every page loads it at once',
  },
  { entry: 'elements', name: 'mount-panel', limit: '2.2 kB', loaded: 'loaded only where a panel stands in the page' },
  { entry: 'worker', name: 'core', of: 'entry', modules: SCORING },
  { entry: 'worker', name: 'rolldown-runtime', limit: '0.5 kB', loaded: "the bundler's own, with the first lazy part that needs it" },
  { entry: 'worker', name: 'wasm-scorer' },
  {
    entry: 'worker',
    name: 'shared',
    modules: SHARED,
    limit: '2.5 kB',
    loaded: 'tiny things, loaded with the first lazy part that needs one',
  },
  { entry: 'worker', name: 'further-lists', limit: '6.5 kB', loaded: 'in a quiet moment, or when a list needs it' },
  {
    entry: 'worker',
    name: 'plan-list',
    limit: '6 kB',
    loaded: 'in a quiet moment, or when a list needs it',
  },
  { entry: 'worker', name: 'mend-call', limit: '2 kB', loaded: 'loaded where a list is asked for what is not known' },
  { entry: 'worker', name: 'plan-rules', limit: '7 kB', loaded: 'in a quiet moment, or when a list needs it' },
  { entry: 'worker', name: 'explain-score', limit: '4 kB', loaded: 'loaded only where a score is explained' },
  { entry: 'worker', name: 'make-quiz', limit: '1.5 kB', loaded: 'loaded only where a quiz is asked for' },
  { entry: 'worker', name: 'measure-lists', limit: '2 kB', loaded: 'loaded only where lists are measured or compared' },
  { entry: 'worker', name: 'ranker-step', limit: '3 kB', loaded: 'loaded only where a list asks for the ranker' },
  { entry: 'worker', name: 'webgpu-scorer', limit: '10 kB', loaded: 'loaded only for WebGPU' },
  { entry: 'worker', name: 'tfjs-webgl-scorer', limit: '80 kB', loaded: 'loaded only for WebGL' },
];

/** How many characters of a chunk's hash stand in its name. Of these 36 only, so that no file system and no pattern confuses two. */
export const HASH = { length: 10, characters: 'base36' };
