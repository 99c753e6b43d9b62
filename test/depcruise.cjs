// The arrows of docs/design.md: which folder of src/ may import which. Run by `npm test`.
const FOUNDATION = ['types', 'core'];
const MAY_IMPORT = {
  types: ['types'],
  core: ['types', 'core'],
  pack: FOUNDATION,
  store: FOUNDATION,
  record: [...FOUNDATION, 'store'],
  profile: FOUNDATION,
  query: FOUNDATION,
  score: FOUNDATION,
  rerank: FOUNDATION,
  explain: FOUNDATION,
  ranker: FOUNDATION,
  rules: FOUNDATION,
  phrases: FOUNDATION,
  engine: [...FOUNDATION, 'pack', 'store', 'profile', 'query', 'score', 'rerank', 'explain', 'rules', 'ranker'],
  worker: [...FOUNDATION, 'engine'],
  client: [...FOUNDATION, 'store', 'record', 'worker'],
  elements: FOUNDATION,
  // The rest it fetches when it is needed, from where it came from itself.
  script: [...FOUNDATION, 'record', 'elements'],
  // Knows the shelf by its type: whoever made it gives it.
  react: FOUNDATION,
  // The trainer measures through the functions that ship.
  train: [...FOUNDATION, 'pack', 'profile', 'query', 'score', 'rerank', 'rules', 'engine'],
  cli: [...FOUNDATION, 'pack', 'train'],
};

// Rooms of one folder: which of its other rooms each may import. `.` is the folder's own files. A room that is not named here may not be.
const ROOMS = {
  types: { scoring: [], '.': ['scoring'] },
  core: { '.': [], catalog: [], page: [], text: [], time: [], events: ['text'], numbers: ['.'] },
  pack: { format: [], first: ['format'], decode: ['format'], texts: ['format', 'decode'], encode: ['format'], load: ['decode', 'format'] },
  store: {
    place: [],
    sealing: [],
    database: ['place', 'sealing'],
    log: ['database', 'sealing'],
    '.': ['place', 'database', 'log'],
    recovery: ['database', 'place', 'log'],
    caches: ['.', 'log', 'sealing'],
  },
  record: { adapters: [], import: [], '.': ['import'] },
  score: {
    settle: [],
    'webgpu/kernels': [],
    wasm: ['settle'],
    webgl: ['settle'],
    webgpu: ['settle', 'webgpu/kernels'],
    '.': ['settle', 'wasm', 'webgl', 'webgpu'],
  },
  client: {
    failures: [],
    storage: ['failures'],
    consent: ['failures', 'storage'],
    calls: ['failures', 'storage', 'consent'],
    opening: ['failures', 'storage', 'consent', 'calls'],
    '.': ['failures', 'storage', 'consent', 'calls', 'opening'],
  },
  engine: {
    call: [],
    rows: [],
    list: [],
    first: ['list'],
    state: ['first'],
    measure: [],
    attributes: [],
    quiz: ['list'],
    ranker: ['list', 'rows'],
    rules: ['list', 'rows', 'attributes'],
    sources: ['list', 'call', 'rows'],
    plan: ['list', 'rows', 'call', 'ranker', 'rules'],
    account: ['call', 'list', 'plan'],
    '.': ['call', 'rows', 'list', 'state', 'sources', 'plan', 'rules', 'attributes'],
  },
  train: {
    files: [],
    progress: ['files'],
    matrices: ['progress'],
    threads: ['matrices'],
    kept: ['files', 'progress'],
    input: ['files', 'progress'],
    times: ['input'],
    containers: ['files', 'input'],
    records: ['containers', 'files', 'input'],
    'feed/columns': ['input'],
    'feed/fields': ['feed/columns', 'times'],
    'feed/xml': ['feed/columns', 'files', 'input'],
    'feed/exports': ['feed/columns', 'input', 'records'],
    'feed/structured': ['feed/columns', 'feed/exports', 'input'],
    feed: [
      'containers',
      'feed/columns',
      'feed/exports',
      'feed/fields',
      'feed/structured',
      'feed/xml',
      'files',
      'input',
      'progress',
      'records',
      'times',
    ],
    'log/events': ['input'],
    'log/columns': ['containers', 'files', 'input', 'log', 'log/events', 'records', 'times'],
    'log/load': ['containers', 'files', 'input', 'kept', 'log/columns', 'log/events', 'progress', 'records', 'times'],
    log: ['containers', 'files', 'input', 'kept', 'log/columns', 'log/events', 'log/load', 'matrices', 'progress', 'records', 'times'],
    split: ['log', 'log/events', 'progress'],
    metrics: ['log'],
    models: ['feed', 'log', 'matrices', 'progress', 'threads'],
    content: ['files', 'input', 'matrices', 'progress', 'models'],
    attributes: ['feed', 'input'],
    packing: ['models', 'feed', 'progress', 'files'],
    check: ['packing'],
    import: ['attributes', 'containers', 'feed', 'files', 'input', 'matrices', 'models', 'packing', 'progress', 'records'],
    measure: ['feed', 'log', 'metrics', 'models', 'packing', 'progress', 'split'],
    tune: ['content', 'log', 'measure', 'metrics', 'models', 'packing', 'progress', 'split'],
    evaluate: ['attributes', 'containers', 'content', 'feed', 'input', 'log', 'measure', 'metrics', 'models', 'packing', 'progress', 'split', 'tune'],
    build: [
      'attributes',
      'check',
      'containers',
      'content',
      'feed',
      'files',
      'input',
      'kept',
      'log',
      'measure',
      'models',
      'packing',
      'progress',
      'split',
      'tune',
    ],
    '.': ['attributes', 'build', 'check', 'evaluate', 'files', 'kept', 'log', 'measure', 'models', 'packing', 'progress', 'split', 'tune'],
  },
  demo: {
    shop: [],
    drawings: ['shop'],
    styles: [],
    parts: ['shop', 'drawings'],
    pages: ['shop', 'drawings', 'parts'],
    drawer: ['shop', 'drawings', 'parts', 'pages'],
    '.': ['shop', 'parts', 'pages', 'drawer'],
  },
  cli: {
    output: [],
    options: ['output'],
    report: ['output', 'options'],
    usage: ['options', 'output', 'report'],
    commands: ['options', 'output', 'report'],
    '.': ['output', 'usage', 'commands', 'options', 'report'],
  },
};

/** The files of a room, as a pattern: those of a folder itself, without the rooms in it. */
const pathOf = (folder) => (folder === 'demo' ? 'demo/src' : `src/${folder}`);
const filesOf = (folder, room) => `^${pathOf(folder)}/${room === '.' ? '' : `${room}/`}[^/]+$`;

const walls = Object.entries(ROOMS).flatMap(([folder, rooms]) =>
  Object.entries(rooms).map(([room, allowed]) => ({
    name: `${room === '.' ? folder : `${folder}/${room}`}-imports-only-${allowed.join('-') || 'no-other-room'}`,
    severity: 'error',
    from: { path: filesOf(folder, room) },
    to: { path: `^${pathOf(folder)}/`, pathNot: [room, ...allowed].map((other) => filesOf(folder, other)) },
  })),
);

const strangers = Object.entries(ROOMS).map(([folder, rooms]) => ({
  name: `${folder}-has-no-rooms-without-walls`,
  severity: 'error',
  from: { path: `^${pathOf(folder)}/`, pathNot: Object.keys(rooms).map((room) => filesOf(folder, room)) },
  to: {},
}));

const arrows = Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
  name: `${folder}-imports-only-${[...new Set([...allowed, folder])].join('-')}`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^src/', pathNot: `^src/(${[...new Set([...allowed, folder])].join('|')})/` },
}));

const only = (name, from, to) => ({ name, severity: 'error', from: { path: '^src/', pathNot: from }, to: { path: to } });

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'nothing-imports-an-entry', severity: 'error', from: { path: '^src/' }, to: { path: '^src/(index|react|cli/main)\\.ts$' } },
    {
      name: 'the-page-reaches-the-worker-by-its-link-only',
      severity: 'error',
      from: { path: '^src/client/' },
      to: { path: '^src/worker/', pathNot: '^src/worker/(link|worker|protocol)\\.ts$' },
    },
    {
      name: 'the-script-tag-takes-of-record-its-adapters-only',
      severity: 'error',
      from: { path: '^src/script/' },
      to: { path: '^src/record/', pathNot: '^src/record/adapters/' },
    },
    {
      name: 'adapters-know-nothing-of-recording',
      severity: 'error',
      from: { path: '^src/record/adapters/' },
      to: { path: '^src/', pathNot: '^src/(record/adapters|types|core)/' },
    },
    only('only-store-knows-idb', '^src/store/', '^(node_modules/)?idb'),
    only(
      'only-train-and-cli-know-node',
      '^src/(train|cli)/',
      '^node:|^(assert|buffer|child_process|crypto|fs|os|path|process|stream|url|util|worker_threads|zlib)(/|$)',
    ),
    only('only-train-knows-duckdb', '^src/train/', '@duckdb/'),
    only('only-react-knows-react', '^src/react', '^(node_modules/)?react'),
    only('only-tfjs-files-know-tfjs', '/tfjs-[^/]*\\.ts$', '@tensorflow/'),
    ...arrows,
    ...walls,
    ...strangers,
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.wgsl'] },
    moduleSystems: ['es6'],
  },
};
