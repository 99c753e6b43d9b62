// `npm test`: set-up, then every check and every test. The reports of all runners are in test-results/.

import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { countResults } from './setup/count-results.mjs';
import { findBrowser } from './setup/find-browser.mjs';
import { installPackages } from './setup/install-packages.mjs';
import { nameFailures } from './setup/name-failures.mjs';

installPackages();
const browser = findBrowser();
rmSync('test-results', { recursive: true, force: true });
mkdirSync('test-results', { recursive: true });

const bin = (name) => `node_modules/.bin/${name}`;
/** Checks, the fastest first. */
const CHECKS = [
  ['types fit', bin('tsc'), '-p', 'tsconfig.json'],
  ['style and lint rules hold', bin('biome'), 'check', '--error-on-warnings'],
  ['imports follow the arrows of the design', bin('depcruise'), '--config', 'test/depcruise.cjs', 'src', 'demo/src'],
  [
    'the library, the sample pack and the demo build',
    process.execPath,
    '-e',
    "import('./scripts/setup/build-demo.mjs').then((module) => module.buildDemo())",
  ],
  ["types accept a shop's valid code and reject invalid code", bin('tsc'), '-p', 'test/types/consumer'],
  ['nothing is dead: files, exports, dependencies', bin('knip')],
  ['the package is well formed (publint)', bin('publint'), '--strict'],
  ['types resolve for consumers (attw)', bin('attw'), '--pack', '.', '--profile', 'esm-only'],
  ['every public name is documented (typedoc)', bin('typedoc'), '--emit', 'none'],
  ['sizes keep within their budgets', bin('size-limit')],
];

const checks = CHECKS.map(([name, command, ...parameters]) => {
  console.error(`\n=== ${name}`);
  const { status } = spawnSync(command, parameters, { stdio: ['ignore', 2, 2] });
  if (status !== 0) console.error(`FAILED: ${name}`);
  return { name, passed: status === 0 };
});
writeFileSync('test-results/checks.json', JSON.stringify(checks, null, 1));

const run = (title, command, parameters, env = {}) => {
  console.error(`\n=== ${title}`);
  return spawnSync(command, parameters, { stdio: ['ignore', 2, 2], env: { ...process.env, ...env } }).status === 0;
};
const units = run('unit tests (Vitest)', bin('vitest'), [
  'run',
  '--reporter=default',
  '--reporter=json',
  '--outputFile.json=test-results/vitest.json',
]);
const chromium = browser ? { CHROMIUM_PATH: browser } : {};
const playwright = (title, parameters, report) =>
  run(title, bin('playwright'), ['test', ...parameters], { ...chromium, ONSHELF_REPORT: report });
// Those with an emulated GPU need the machine for themselves; the others wait for their browsers half of the time.
const pages = playwright('browser tests (Playwright)', ['--project=pages', '--workers=3'], 'playwright');
const scoring = playwright('browser tests of scoring (Playwright)', ['--project=scoring'], 'scoring');
// These tests mostly wait, so they run in three workers. In WebKitGTK all but that of its files run only with `npx playwright test --project='faults in WebKitGTK'`.
const faults = playwright(
  'faults of storage (Playwright)',
  ['--project=faults on*', '--project=faults in Firefox*', '--project=files of WebKitGTK*', '--workers=3'],
  'faults',
);

for (const failure of nameFailures()) console.log(failure);
const { passed, failed, skipped } = countResults();
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = checks.every((check) => check.passed) && units && pages && scoring && faults && failed === 0 ? 0 : 1;
