// The budgets of the built files, for size-limit; the table itself is the build's.
import { CHUNKS, ENTRIES, HASH } from './scripts/setup/chunks.mjs';

const fileOf = ({ entry, name }) => `dist/${entry}-${name}-${'?'.repeat(HASH.length)}.js`;

export default [
  ...ENTRIES.map(({ name, limit, with: more = [], loaded }) => ({
    name: `dist/${name}.js, ${loaded}`,
    path: [`dist/${name}.js`, ...more.map((part) => fileOf({ entry: name, name: part }))],
    gzip: true,
    limit,
  })),
  ...CHUNKS.filter(({ limit }) => limit !== undefined).map((chunk) => ({
    name: `dist/${chunk.entry}-${chunk.name}-*.js, ${chunk.loaded}`,
    path: fileOf(chunk),
    gzip: true,
    limit: chunk.limit,
  })),
];
