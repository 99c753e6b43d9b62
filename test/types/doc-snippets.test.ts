import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { compileScript, parse } from 'vue/compiler-sfc';

/** Where the snippets are compiled: not on the disk. */
const FOLDER = resolve('test/types/snippets');
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: [],
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  jsx: ts.JsxEmit.ReactJSX,
  paths: Object.fromEntries(
    [
      ['onshelf', 'src/index.ts'],
      ['onshelf/react', 'src/react.ts'],
      ['onshelf/vue', 'src/vue.ts'],
      ['onshelf/phrases', 'src/phrases.ts'],
    ].map(([name, path]) => [name, [resolve(path)]]),
  ),
};
/** Lines of a component, without their imports: what the text around them has explained. */
const PRELUDE = `import * as react from 'react';
import * as onshelf from 'onshelf/react';
const { useState } = react;
const { ${'useProfile useNewArrivals useBuyAgain useSavedForLater useBecause useRerank useNextItems useRecommendations useTrack useSegments useNextBest useExplanation useQuiz useMeasures'
  .split(' ')
  .join(', ')} } = onshelf;
declare const results: { id: string; title: string }[];
declare const query: string;
`;

/** The snippets of a page, by the name of a file: the one that the page gives it, or a number. */
function snippetsOf(page: string): Map<string, string> {
  const snippets = new Map<string, string>();
  for (const [, name, language, code] of page.matchAll(/(?:`([\w-]+\.\w+)`[^\n]*:\n\n)?```(tsx|ts|vue)\n([\s\S]*?)```/g)) {
    const file = name ?? `snippet-${snippets.size + 1}.${language}`;
    snippets.set(
      language === 'vue' ? `${file}.ts` : file,
      language === 'vue' ? scriptOf(code, file) : /^import |^'use client'/m.test(code) ? code : PRELUDE + code,
    );
  }
  return snippets;
}

/** A component of Vue as TypeScript, its template included. */
function scriptOf(code: string, id: string): string {
  const { descriptor, errors } = parse(code, { filename: id });
  if (errors.length > 0) throw errors[0];
  return compileScript(descriptor, { id, inlineTemplate: true }).content;
}

/** What a compiler finds wrong in the snippets. */
function faultsOf(snippets: ReadonlyMap<string, string>): string[] {
  const host = ts.createCompilerHost(OPTIONS);
  const files = new Map([...snippets].map(([name, text]) => [`${FOLDER}/${name}`, text]));
  // A component that another file imports is found as TypeScript; one that the page does not show is any.
  // What the compiler of components uses of Vue is not in its types.
  files.set(
    `${FOLDER}/vue.d.ts`,
    "import 'vue';\ndeclare module 'vue' {\n  function withAsyncContext(get: () => unknown): [any, () => void];\n}\n",
  );
  // What Nuxt imports by itself.
  files.set(
    `${FOLDER}/nuxt.d.ts`,
    "declare function defineNuxtPlugin(setup: (nuxt: { vueApp: import('vue').App }) => unknown): unknown;\n",
  );
  const { fileExists, readFile } = host;
  files.set(
    `${FOLDER}/App.vue.ts`,
    files.get(`${FOLDER}/App.vue.ts`) ?? "import { defineComponent } from 'vue';\nexport default defineComponent({});\n",
  );
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  host.directoryExists = (name) => name === FOLDER || ts.sys.directoryExists(name);
  const { getSourceFile } = host;
  host.getSourceFile = (name, ...others) => {
    const text = files.get(name);
    return text === undefined ? getSourceFile.call(host, name, ...others) : ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  };
  const program = ts.createProgram([...files.keys()], OPTIONS, host);
  return [...files.keys()]
    .flatMap((name) => ts.getPreEmitDiagnostics(program, program.getSourceFile(name)))
    .map(
      ({ file, start, messageText }) =>
        `${file?.fileName.slice(FOLDER.length + 1)}: ${file?.text.slice(start, (start ?? 0) + 40)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
}

describe('the code of the documents compiles under strict', () => {
  it.each([
    ['docs/react.md', 20],
    ['docs/vue.md', 10],
  ])('%s', (path, atLeast) => {
    const snippets = snippetsOf(readFileSync(path, 'utf8'));
    expect(snippets.size).toBeGreaterThanOrEqual(atLeast);
    expect(faultsOf(snippets)).toEqual([]);
  });

  it('which fails for code that does not', () => {
    const snippets = snippetsOf(
      "```tsx\nimport 'onshelf';\nexport const Card = ({ entry }) => <p>{entry}</p>;\n```\n```tsx\nuseQuiz().pair.items;\n```\n",
    );
    expect(faultsOf(snippets).map((fault) => fault.replace(/:.*: /, ': '))).toEqual([
      expect.stringContaining("'entry' implicitly has an 'any' type"),
      expect.stringContaining("possibly 'null'"),
    ]);
  });
});
