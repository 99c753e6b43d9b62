import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { CHUNKS, ENTRIES } from '../scripts/setup/chunks.mjs';
import { onshelf } from './cli/tools/run-onshelf.js';

/** Every document of a folder and those below it. */
function documentsOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return /^\.|^(node_modules|dist)$/.test(entry.name) ? [] : documentsOf(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

const pages = documentsOf('.');

it.each(pages)('every link to a file in %s has a target', (page) => {
  const links = linksOf(page).filter(([, file]) => file !== '');
  expect(links.filter(([, file]) => !existsSync(join(dirname(page), file))).map(([link]) => link)).toEqual([]);
});

it.each(pages)('every link to a heading in %s has a target', (page) => {
  const links = linksOf(page).filter(([, , anchor]) => anchor !== undefined);
  const missing = links.filter(([, file, anchor]) => {
    const target = file === '' ? page : join(dirname(page), file);
    return !target.endsWith('.md') || !existsSync(target) || !anchorsOf(readFileSync(target, 'utf8')).includes(anchor);
  });
  expect(missing.map(([link]) => link)).toEqual([]);
});

// Those of src/: see test/structure.
it.each(pages)('every file outside src/ that %s names exists', (page) => {
  const spans = withoutBlocks(readFileSync(page, 'utf8')).matchAll(/`((?:test|scripts|bench|docs|distributed|demo|examples)\/[\w./-]*)`/g);
  const paths = [...spans].map(([, path]) => path).filter((path) => !path.includes('NAME'));
  // Some pages name a module without its extension.
  expect(paths.filter((path) => !['', '.ts', '.mjs', '.md'].some((ending) => existsSync(path + ending)))).toEqual([]);
});

it.each(pages)('every command in %s exists, with its options', async (page) => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const code of codeOf(readFileSync(page, 'utf8'))) {
    const [, command, words] = /^(?:npx )?onshelf ([a-z]+)(.*)$/.exec(code) ?? [];
    if (command !== undefined) {
      const { code: status, output } = await onshelf(command, '--help');
      expect(status, code).toBe(0);
      for (const [option] of words.matchAll(/--[a-z-]+/g)) expect(output, code).toContain(`  ${option} `);
    }
    const [, script, bench] = /^npm run ([a-z:]+)(?: -- ([a-z-]+))?/.exec(code) ?? [];
    if (script !== undefined) expect(Object.keys(scripts), code).toContain(script);
    if (script === 'bench' && bench !== undefined) expect(existsSync(`bench/${bench}.mjs`), code).toBe(true);
  }
});

it('the design names every room of src/', () => {
  const design = readFileSync('docs/design.md', 'utf8');
  const rooms = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(rooms.map((room) => room.name).filter((name) => !design.includes(`\`${name}/\``))).toEqual([]);
});

it('the table of codes has every code of a note, and no other', () => {
  const [, table] = readFileSync('docs/api.md', 'utf8').split('\n## Codes\n');
  const told = [...table.split('\n## ')[0].matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code]) => code);
  const codes = [...readFileSync('src/types/note.ts', 'utf8').matchAll(/^ {2}\| '([a-z-]+)'/gm)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(0);
  expect(told).toEqual(codes.sort());
});

it('the table of built files has each file of the one table, when it is loaded, and its budget, and no other', () => {
  const rows = readFileSync('docs/built-files.md', 'utf8').match(/^\| `dist\/.*$/gm) ?? [];
  const files = [
    ...ENTRIES.map(({ name, limit, loaded }) => `dist/${name}.js\` | ${loaded} | ${limit}`),
    ...CHUNKS.filter(({ limit }) => limit !== undefined).map(
      ({ entry, name, limit, loaded }) => `dist/${entry}-${name}-*.js\` | ${loaded} | ${limit}`,
    ),
  ];
  expect(rows.map((row) => row.slice(3, row.lastIndexOf(' |', row.length - 3)))).toEqual(files);
});

it('the table of promises names each promise that is built, with tests that exist, engines, cases and violations', () => {
  const [, section] = readFileSync('docs/privacy.md', 'utf8').split('\n## Promises, and how each is tested\n');
  const rows = (section.split('\n## ')[0].match(/^\| \d.*$/gm) ?? []).map((row) => row.split(' | '));
  expect(rows.map(([promise]) => Number.parseInt(promise.slice(2), 10))).toEqual([1, 2, 3, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
  for (const [promise, tests, engines, cases, violations] of rows) {
    const files = [...tests.matchAll(/`(test\/[\w./-]+)`/g)].map(([, path]) => path);
    expect(files.length, promise).toBeGreaterThan(0);
    expect(files.filter((path) => !/\.(test|spec)\.ts$/.test(path) || !existsSync(path))).toEqual([]);
    expect(engines, promise).toMatch(/Chromium|Node|source/);
    expect(`${cases} ${violations}`, promise).toMatch(/^[1-9]\d* \d+ \|$/);
  }
});

it('the table of bundlers has each one that is tested, and no other', () => {
  const rows = readFileSync('docs/bundlers.md', 'utf8').match(/^\| .* \| (?:build|dev).*\|$/gm) ?? [];
  const tested: readonly { readonly title: string }[] = JSON.parse(readFileSync('test/bundlers/bundlers.json', 'utf8'));
  expect(rows.map((row) => row.split(' | ')[0].slice(2))).toEqual(tested.map(({ title }) => title));
});

/** The lines of a page's blocks of code, without their comments, and its code within sentences. */
function codeOf(page: string): string[] {
  const blocks = /^ *```.*\n([\s\S]*?)^ *```$/gm;
  const lines = [...page.matchAll(blocks)].flatMap(([, block]) => block.replaceAll('\\\n', ' ').split('\n'));
  const spans = [...page.replace(blocks, '').matchAll(/`([^`]+)`/g)].map(([, span]) => span.replace(/\s+/g, ' '));
  return [...lines.map((line) => line.split(' #')[0].trim()), ...spans];
}

/** The links of a page that stay in the repository: as written, their file (empty: the page itself), their anchor. */
function linksOf(page: string): RegExpMatchArray[] {
  return [...withoutBlocks(readFileSync(page, 'utf8')).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)/g)];
}

/** The anchors of a page, as GitHub makes them of its headings: a heading that is there twice gets a number. */
function anchorsOf(page: string): string[] {
  const seen = new Map<string, number>();
  return [...withoutBlocks(page).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => {
    const anchor = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, '')
      .replaceAll(' ', '-');
    const times = seen.get(anchor) ?? 0;
    seen.set(anchor, times + 1);
    return times === 0 ? anchor : `${anchor}-${times}`;
  });
}

/** A page without its blocks of code, in which a comment looks like a heading. */
function withoutBlocks(page: string): string {
  return page.replace(/^ *```[\s\S]*?^ *```$/gm, '');
}
