import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { CHUNKS, ENTRIES } from '../scripts/setup/chunks.mjs';
import { onshelf } from './cli/tools/run-onshelf.js';

const pages = ['README.md', 'CHANGELOG.md', 'bench/RESULTS.md', ...readdirSync('docs').map((name) => `docs/${name}`)].filter((path) =>
  path.endsWith('.md'),
);

it.each(pages)('every link to a file in %s leads somewhere', (page) => {
  const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link]) => link);
  expect(links.filter((link) => !existsSync(join(dirname(page), link)))).toEqual([]);
});

it.each(pages)('every link to a heading in %s leads to one', (page) => {
  const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#]*)#([^)]+)\)/g)];
  const missing = links.filter(([, file, anchor]) => {
    const target = readFileSync(file === '' ? page : join(dirname(page), file), 'utf8');
    return ![...target.matchAll(/^#+ (.*)$/gm)].some(([, heading]) => anchorOf(heading) === anchor);
  });
  expect(missing.map(([link]) => link)).toEqual([]);
});

it.each(pages)('every command in %s is there, with the options it is given', async (page) => {
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

it('every room of src/ stands in the design', () => {
  const design = readFileSync('docs/design.md', 'utf8');
  const rooms = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(rooms.map((room) => room.name).filter((name) => !design.includes(`\`${name}/\``))).toEqual([]);
});

it('every code that a note may have stands in the table of codes, and no other', () => {
  const [, table] = readFileSync('docs/lists.md', 'utf8').split('## Notes and codes');
  const told = [...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code]) => code);
  const codes = [...readFileSync('src/types/note.ts', 'utf8').matchAll(/^ {2}\| '([a-z-]+)'/gm)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(0);
  expect(told).toEqual(codes.sort());
});

it('the size budgets in the README are those that the test run holds', () => {
  const readme = readFileSync('README.md', 'utf8');
  const rows = readme.split('\n');
  const files = [
    ...ENTRIES.map(({ name, limit }) => ({ file: `dist/${name}.js`, limit })),
    ...CHUNKS.filter(({ limit }) => limit !== undefined).map(({ entry, name, limit }) => ({ file: `dist/${entry}-${name}-*.js`, limit })),
  ];
  expect(rows.filter((row) => row.startsWith('| `dist/')).length).toBe(files.length);
  for (const { file, limit } of files) expect(rows.filter((row) => row.startsWith(`| \`${file}\``)).join()).toContain(`| ${limit} |`);
});

/** The lines of a page's blocks of code, without their comments, and its code within sentences. */
function codeOf(page: string): string[] {
  const blocks = /^```.*\n([\s\S]*?)^```$/gm;
  const lines = [...page.matchAll(blocks)].flatMap(([, block]) => block.replaceAll('\\\n', ' ').split('\n'));
  const spans = [...page.replace(blocks, '').matchAll(/`([^`]+)`/g)].map(([, span]) => span.replace(/\s+/g, ' '));
  return [...lines.map((line) => line.split(' #')[0].trim()), ...spans];
}

/** What GitHub makes of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- ]/gu, '')
    .replaceAll(' ', '-');
}
