import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const pages = ['README.md', 'CHANGELOG.md', ...readdirSync('docs').map((name) => `docs/${name}`)].filter((path) => path.endsWith('.md'));

it.each(pages)('every link to a file in %s leads somewhere', (page) => {
  const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link]) => link);
  expect(links.filter((link) => !existsSync(join(dirname(page), link)))).toEqual([]);
});

it('every room of src/ stands in the design', () => {
  const design = readFileSync('docs/design.md', 'utf8');
  const rooms = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(rooms.map((room) => room.name).filter((name) => !design.includes(`\`${name}/\``))).toEqual([]);
});

it('the size budgets in the README are those that the test run holds', () => {
  const readme = readFileSync('README.md', 'utf8');
  const { 'size-limit': budgets } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(budgets.length).toBe(4);
  for (const { path, limit } of budgets) {
    const [file] = [path].flat();
    expect(
      readme
        .split('\n')
        .filter((line) => line.includes(`| \`${file}\``) || line.startsWith(`| \`${file}\``))
        .join(),
    ).toContain(`| ${limit} |`);
  }
});
