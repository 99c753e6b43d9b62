// The arrows of docs/design.md: which folder of src/ may import which. Run by `npm test`.
const { MAY_IMPORT, ROOMS } = require('./rooms.cjs');

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
    {
      name: 'nothing-imports-an-entry',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/(index|inline-worker|react|vue|cli/main)\\.ts$' },
    },
    {
      name: 'the-page-reaches-the-worker-by-its-link-only',
      severity: 'error',
      from: { path: '^src/client/' },
      to: { path: '^src/worker/', pathNot: '^src/worker/(link|worker|protocol|sealed/start-sealed-worker)\\.ts$' },
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
    only('only-train-knows-sharp', '^src/train/', '^(node_modules/)?sharp(/|$)'),
    only('only-react-knows-react', '^src/react', '^(node_modules/)?react'),
    only('only-vue-knows-vue', '^src/vue', '^(node_modules/)?@?vue(/|$)'),
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
