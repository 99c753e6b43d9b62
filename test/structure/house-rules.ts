import { basename, dirname } from 'node:path/posix';
import ts from 'typescript';
import type { SourceFile } from './read-sources.js';

/** About 15 files a folder. */
const MAX_FILES = 17;
/** Where all files are of one kind. */
const MAX_FILES_OF_ONE_KIND = 27;
/** Folders whose files are all of one kind, and which. */
const OF_ONE_KIND: Readonly<Record<string, string>> = {
  'src/types': 'nouns',
  'src/react': 'hooks',
  'src/score/webgpu/kernels': 'kernels with their shaders',
  bench: 'questions',
  'bench/results': 'figures',
  'bench/score/contenders': 'contenders',
  'test/faults': 'faults',
  'test/cli': 'commands',
  'test/e2e/shop': 'pages with their scripts',
  docs: 'documents',
};
const MAX_LINES = 250;
const MAX_PARAMETERS = 5;
/** Modules of one form, of which each exports the same names with the same meaning. */
const OF_ONE_FORM: Readonly<Record<string, RegExp>> = {
  COLUMNS: /^bench\/[a-z-]+\.mjs$/,
  runBenchmark: /^bench\/[a-z-]+\.mjs$/,
  contender: /^bench\/score\/contenders\//,
  encoderReader: /^bench\/encoder\/readers\//,
  build: /^src\/(index|inline-worker|elements\/elements|worker\/worker)\.ts$/,
  mountPanel: /^src\/elements\//,
  test: /^test\//,
};
/** The composables for Vue have the names of the hooks for React. */
const isComposable = (name: string, path: string): boolean => /^use[A-Z]/.test(name) && path.startsWith('src/vue/');
/** Whole shops as others write them: each is a program of its own. */
const OTHERS = /^(examples|test\/shops\/(next-commerce|nuxt-shop))\//;
/** Words with another meaning in the field, with the term to use. */
const AVOIDED: readonly (readonly [RegExp, string])[] = [
  [/\bcan not\b/i, 'cannot'],
  [/\bPATIENCE\b/, 'a name that ends in _TIMEOUT_MS, or says what is counted'],
  [/\bMOST_[A-Z]/, 'MAX_...'],
];

const isCode = ({ path }: SourceFile): boolean => /\.(ts|tsx|mjs|cjs|js)$/.test(path);

/** Folders with too many files. */
export function crowdedFolders(files: readonly SourceFile[]): string[] {
  const counts = new Map<string, number>();
  for (const { path } of files) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  return [...counts]
    .filter(([folder, count]) => count > (folder in OF_ONE_KIND ? MAX_FILES_OF_ONE_KIND : MAX_FILES))
    .map(([folder, count]) => `${folder} has ${count} files`);
}

/** Files with more than one subject. Shaders and WebAssembly text are one routine each. */
export function longFiles(files: readonly SourceFile[]): string[] {
  return files
    .filter(isCode)
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > MAX_LINES)
    .map(({ path, lines }) => `${path} has ${lines} lines`);
}

/** Names that two files export. */
export function repeatedNames(files: readonly SourceFile[]): string[] {
  const places = new Map<string, string[]>();
  for (const file of files.filter(isCode)) {
    if (OTHERS.test(file.path)) continue;
    for (const name of exportedNames(file)) {
      if (OF_ONE_FORM[name]?.test(file.path) || isComposable(name, file.path)) continue;
      places.set(name, [...(places.get(name) ?? []), file.path]);
    }
  }
  return [...places].filter(([, paths]) => paths.length > 1).map(([name, paths]) => `${name}: ${paths.join(', ')}`);
}

/** Folders with more than one lazy part. */
export function foldersOfSeveralParts(files: readonly SourceFile[]): string[] {
  const parts = new Map<string, Set<string>>();
  for (const { path, text } of files) {
    if (!path.startsWith('src/') || /^src\/(train|cli)\//.test(path)) continue;
    for (const [, module] of text.matchAll(/(?<!typeof )\bimport\(\s*'(\.[^']+)'\s*\)(?!\.[A-Z])/g)) {
      const target = ts.sys.resolvePath(`/${dirname(path)}/${module}`);
      const folder = dirname(target).slice(1);
      parts.set(folder, (parts.get(folder) ?? new Set()).add(basename(target)));
    }
  }
  return [...parts].filter(([, modules]) => modules.size > 1).map(([folder, modules]) => `${folder}: ${[...modules].join(', ')}`);
}

/** Functions with too many positional parameters. */
export function longParameterLists(files: readonly SourceFile[]): string[] {
  return files.filter(isCode).flatMap((file) => {
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isFunctionLike(node) && node.parameters.length > MAX_PARAMETERS) {
        const name = node.name && ts.isIdentifier(node.name) ? node.name.text : 'a function';
        // With its reason: an object would cost time in a loop of millions, or the callee takes none.
        const described = ts.isFunctionTypeNode(node) ? node.parent : node;
        const reasoned = /@positional\b/.test(file.text.slice(described.getFullStart(), described.getStart()));
        if (!reasoned) found.push(`${file.path}: ${name} has ${node.parameters.length}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(parse(file));
    return found;
  });
}

/** Words to replace. */
export function avoidedWords(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => !path.startsWith('test/structure/') && /\.(ts|tsx|mjs|cjs|md|html|py)$/.test(path))
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, index) =>
          AVOIDED.filter(([word]) => word.test(line)).map(
            ([word, instead]) => `${path}:${index + 1}: ${word.exec(line)?.[0]}; use ${instead}`,
          ),
        ),
    );
}

/** Files that a document names and that do not exist. */
export function namedInVain(files: readonly SourceFile[]): string[] {
  const paths = new Set(files.flatMap(({ path }) => [path, path.replace(/\.\w+$/, ''), ...foldersAbove(path)]));
  const stages = new Set(files.flatMap(({ path }) => /^src\/([a-z]+)\//.exec(path)?.[1] ?? []));
  return files
    .filter(({ path }) => path.endsWith('.md'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/`(?:src\/)?(([a-z]+)\/[a-z0-9./-]*)`/g)]
        .filter(([, named, stage]) => stages.has(stage) && !paths.has(`src/${named.replace(/\/$/, '')}`))
        .map(([, named]) => `${path}: src/${named}`),
    );
}

/** `src/a/lamp.ts`: `src/a`, `src`. */
function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function exportedNames(file: SourceFile): string[] {
  return parse(file).statements.flatMap((statement) => {
    if (!ts.canHaveModifiers(statement)) return [];
    if (!ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
    }
    const { name } = statement as ts.DeclarationStatement;
    return name && ts.isIdentifier(name) ? [name.text] : [];
  });
}

const parsed = new WeakMap<SourceFile, ts.SourceFile>();
function parse(file: SourceFile): ts.SourceFile {
  const known = parsed.get(file) ?? ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  parsed.set(file, known);
  return known;
}
