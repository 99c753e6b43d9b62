import { type LibraryEntry, pageWith, plainShop, type ShopProject } from './shop-project.js';

/** webpack's own way of being called by a program; Rspack has the same. */
const buildWith = (name: string): string => `import { mkdirSync, writeFileSync } from 'node:fs';
import * as bundler from '${name}';
const make = bundler.rspack ?? bundler.default;
mkdirSync('dist', { recursive: true });
writeFileSync('dist/index.html', ${JSON.stringify(pageWith('<script src="main.js"></script>'))});
const compiler = make({ mode: 'production', context: process.cwd(), entry: './main.js', output: { path: \`\${process.cwd()}/dist\`, filename: 'main.js' } });
compiler.run((error, result) => {
  if (error || result.hasErrors()) { console.error(error ?? result.toString()); process.exitCode = 1; }
  compiler.close(() => {});
});
`;

const shops = (name: string): ShopProject[] =>
  (['onshelf', 'onshelf/inline-worker'] as const satisfies readonly LibraryEntry[]).map((entry) => ({
    how: `builds ${entry} without any configuration`,
    files: { ...plainShop(entry), 'build.mjs': buildWith(name) },
    build: ['build.mjs'],
    site: 'dist',
    right: 'worker',
  }));

/** The shops for webpack. */
export const webpack = (): ShopProject[] => shops('webpack');

/** The shops for Rspack. */
export const rspack = (): ShopProject[] => shops('@rspack/core');
