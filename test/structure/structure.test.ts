import { describe, expect, it } from 'vitest';
import { CHUNKS, ENTRIES } from '../../scripts/setup/chunks.mjs';
import * as rules from './house-rules.js';
import { readSources, type SourceFile } from './read-sources.js';

/** A thousand files are parsed, on a machine that is also busy with other work. */
const PARSING_TIMEOUT_MS = 60_000;
const files = readSources();
const file = (path: string, text = ''): SourceFile => ({ path, text });

/** Each rule, and a repository that breaks it: a check is useful only if it can fail. */
const RULES: readonly (readonly [
  promise: string,
  check: (files: readonly SourceFile[]) => string[],
  broken: readonly SourceFile[],
  complaint: string,
])[] = [
  [
    'no folder has more files than one takes in at a glance',
    rules.crowdedFolders,
    Array.from({ length: 18 }, (_, index) => file(`src/hall/part-${index}.ts`)),
    'src/hall has 18 files',
  ],
  ['no file has more than 250 lines', rules.longFiles, [file('src/hall/long.ts', '//\n'.repeat(251))], 'src/hall/long.ts has 251 lines'],
  [
    'no name is exported by two files',
    rules.repeatedNames,
    [file('src/a/lamp.ts', 'export interface Lamp {}'), file('bench/lamp.ts', 'export const [x] = [1];\nexport class Lamp {}')],
    'Lamp: src/a/lamp.ts, bench/lamp.ts',
  ],
  [
    'one folder is at most one part that is loaded by itself',
    rules.foldersOfSeveralParts,
    [file('src/a/lamp.ts', "await import('./b/one.js'); await import('./b/two.js');")],
    'src/a/b: one.js, two.js',
  ],
  [
    'no function takes more than five parameters by their places',
    rules.longParameterLists,
    [file('src/a/lamp.ts', 'export function lamp(a, b, c, d, e, f) {}')],
    'src/a/lamp.ts: lamp has 6',
  ],
  [
    'words that have a better one are not used',
    rules.avoidedWords,
    [file('docs/lamp.md', 'A lamp\ncan not burn.')],
    'docs/lamp.md:2: can not; use cannot',
  ],
  [
    'every file of src/ that a document names is there',
    rules.namedInVain,
    [file('docs/lamp.md', 'See `src/a/lamp.ts`, `a/lamp` and `a/bulb`.'), file('src/a/lamp.ts')],
    'docs/lamp.md: src/a/bulb',
  ],
];

describe('the house', () => {
  it.each(RULES)('%s', { timeout: PARSING_TIMEOUT_MS }, (_promise, check) => {
    expect(check(files)).toEqual([]);
  });

  it.each(RULES)('fails the check if this is not true: %s', (_promise, check, broken, complaint) => {
    expect(check(broken)).toEqual([complaint]);
  });

  it('has a budget and a loading condition for every built file, or counts it with its entry', () => {
    const counted = ENTRIES.flatMap(({ name, with: parts = [] }) => parts.map((part) => `${name}-${part}`));
    const without = [
      ...ENTRIES.filter(({ limit, loaded }) => !limit || !loaded).map(({ name }) => name),
      ...CHUNKS.filter(({ limit, loaded }) => !limit || !loaded).map(({ entry, name }) => `${entry}-${name}`),
    ];
    expect(without.sort()).toEqual(counted.sort());
  });
});
