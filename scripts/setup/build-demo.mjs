import { execFileSync } from 'node:child_process';

const node = (...parameters) => execFileSync(process.execPath, parameters, { stdio: ['ignore', 2, 2] });

/** Builds the library, the sample shop's pack from its feed and log, and the demo shop over both. */
export function buildDemo() {
  console.error('Building the library ...');
  node('scripts/build.mjs');
  console.error('Making the sample catalogue and log ...');
  node('scripts/make-sample.mjs');
  console.error('Building the pack from them ...');
  // A sequence encoder would take minutes.
  const files = ['--catalog', 'demo/sample/catalog.tsv', '--events', 'demo/sample/events.csv', '--out', 'demo/public/pack'];
  node('dist/cli.js', 'build', ...files, '--encoder', 'none');
  console.error('Building the demo shop ...');
  node('node_modules/vite/bin/vite.js', 'build', '--config', 'demo/vite.config.ts', '--logLevel', 'warn');
}
