import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../scripts/setup/copy-example.mjs';

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The lines of a text that are not in a file, in order: other lines may stand between them. */
function missingLines(text: string, file: string): string[] {
  const lines = linesOf(readFileSync(file, 'utf8'));
  let from = 0;
  return linesOf(text).filter((line) => {
    const at = lines.indexOf(line, from);
    if (at >= 0) from = at + 1;
    return at < 0;
  });
}

/** The block of code that contains a text. */
function blockOf(page: string, text: string): string {
  const blocks = [...readFileSync(page, 'utf8').matchAll(/^ *```\w+\n([\s\S]*?)^ *```$/gm)].map(([, code]) => code);
  const block = blocks.find((code) => code.includes(text));
  if (block === undefined) throw new Error(`${page} has no block of code with ${text}`);
  return block;
}

describe('the code of the documentation is that of the examples', () => {
  it.each(['index.html', 'product.html', 'known.html'])('the tag, in %s', (page) => {
    expect(missingLines(blockOf('docs/script-tag.md', '<script async src="/onshelf'), `examples/script-tag/${page}`)).toEqual([]);
  });

  it('the template of a card', () => {
    const [template] = /<template>[\s\S]*<\/template>/.exec(blockOf('docs/script-tag.md', '<template>')) ?? [''];
    expect(template).toContain('data-slot="title"');
    for (const page of ['index.html', 'product.html']) expect(missingLines(template, `examples/script-tag/${page}`)).toEqual([]);
  });

  it('the shelf of a React shop with a server', () => {
    const { outputText } = ts.transpileModule(blockOf('docs/react.md', "typeof window === 'undefined'"), {
      compilerOptions: { jsx: ts.JsxEmit.Preserve, target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext },
    });
    expect(outputText).toContain('createShelf(');
    expect(missingLines(outputText, 'examples/next/app/shop-shelf.jsx')).toEqual([]);
  });
});

describe.each(EXAMPLES)('examples/%s', (name) => {
  const folder = join('examples', name);

  it('has a README whose links have targets, and whose command exists', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link]) => link);
    expect(links.filter((link) => !existsSync(join(folder, link)))).toEqual([]);
    expect(readme).toContain(`npm run example -- ${name} ../my-shop`);
    expect(Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).scripts)).toContain('example');
  });

  it('has the files that its README names', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    const inFolder = /^\| file in `(\w+)\/`/m.exec(readme)?.[1] ?? '.';
    const rows = [...readme.matchAll(/^\| (`.*`) \|/gm)].flatMap(([, files]) => files.split(', ').map((file) => file.replaceAll('`', '')));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((file) => !existsSync(join(folder, inFolder, file)))).toEqual([]);
  });

  it('names exact versions: those of this repository, if it has them', () => {
    const path = join(folder, 'package.json');
    if (!existsSync(path)) return;
    const { version, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    const manifest = JSON.parse(readFileSync(path, 'utf8'));
    const own: Record<string, string> = { ...devDependencies, onshelf: version };
    for (const [dependency, pinned] of Object.entries<string>({ ...manifest.dependencies, ...manifest.devDependencies })) {
      expect(pinned, dependency).toMatch(/^\d+\.\d+\.\d+$/);
      if (own[dependency] !== undefined) expect(pinned, dependency).toBe(own[dependency]);
    }
  });

  it('is small enough to be read in one go', () => {
    const skip = new Set(['README.md', 'package-lock.json', 'package.json', 'node_modules', 'public', 'dist', '.next']);
    const files = (readdirSync(folder, { recursive: true, withFileTypes: true }) ?? [])
      .filter((entry) => entry.isFile() && !skip.has(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter(
        (path) =>
          !dirname(path)
            .split('/')
            .some((part) => skip.has(part)),
      );
    const lines = files.map((file) => readFileSync(file, 'utf8').split('\n').length);
    expect(Math.max(...lines)).toBeLessThan(200);
    expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThan(400);
  });
});
