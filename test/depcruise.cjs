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
  phrases: ['types'],
  engine: [...FOUNDATION, 'pack', 'store', 'profile', 'query', 'score', 'rerank', 'explain'],
  worker: [...FOUNDATION, 'engine'],
  client: [...FOUNDATION, 'store', 'record', 'worker'],
  // The trainer measures through the functions that ship.
  train: [...FOUNDATION, 'pack', 'profile', 'query', 'score', 'rerank', 'engine'],
  cli: [...FOUNDATION, 'pack', 'train'],
};

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
    { name: 'nothing-imports-an-entry', severity: 'error', from: { path: '^src/' }, to: { path: '^src/(index|cli/main)\\.ts$' } },
    {
      name: 'the-page-reaches-the-worker-by-its-link-only',
      severity: 'error',
      from: { path: '^src/client/' },
      to: { path: '^src/worker/', pathNot: '^src/worker/(link|worker|protocol)\\.ts$' },
    },
    only('only-store-knows-idb', '^src/store/', '^(node_modules/)?idb'),
    only(
      'only-train-and-cli-know-node',
      '^src/(train|cli)/',
      '^node:|^(assert|buffer|child_process|crypto|fs|os|path|process|stream|url|util|worker_threads|zlib)(/|$)',
    ),
    only('only-train-knows-duckdb', '^src/train/', '@duckdb/'),
    only('only-tfjs-files-know-tfjs', '/tfjs-[^/]*\\.ts$', '@tensorflow/'),
    ...arrows,
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.wgsl'] },
    moduleSystems: ['es6'],
  },
};
