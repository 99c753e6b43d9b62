// `npm run test:interop`: tests with programs in other languages, then with the commonest bundlers. If a program is not available, its tests are
// skipped with the reason.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { findBrowser } from './setup/find-browser.mjs';
import { installPackages } from './setup/install-packages.mjs';
import { pythonEnvironment } from './setup/python-environment.mjs';

installPackages();
const quiet = (command, ...parameters) => spawnSync(command, parameters, { stdio: ['ignore', 2, 2] }).status === 0;
const environment = (requirements) => pythonEnvironment('.cache/python', `test/interop/${requirements}`);
const { python, reason = '' } = environment('requirements.txt');

/** The reason why a program's tests are skipped; '' if they run. */
const missing = { ONSHELF_NO_PYTHON: reason, ONSHELF_NO_IMPLICIT: reason, ONSHELF_NO_SPARK: reason };
if (reason === '') {
  missing.ONSHELF_NO_IMPLICIT = environment('requirements-implicit.txt').reason ?? '';
  missing.ONSHELF_NO_SPARK = quiet('java', '-version') ? (environment('requirements-spark.txt').reason ?? '') : 'Java is not installed';
}
// PyTorch is gigabytes: it is used where it is, and never installed.
const torch = process.env.ONSHELF_TORCH ?? python ?? 'python3';
missing.ONSHELF_NO_TORCH = quiet(torch, '-c', 'import torch')
  ? ''
  : 'PyTorch is not installed; name a Python that has it, best with RecBole and RecTools too: ONSHELF_TORCH=PATH';
for (const [name, why] of Object.entries(missing)) if (why !== '') console.error(`${name.slice(11).toLowerCase()}: skipped, ${why}`);

// The packs made by these programs are opened in a browser, by the built library.
const env = { ...process.env, ...Object.fromEntries(Object.entries(missing).filter(([, why]) => why !== '')) };
env.ONSHELF_TORCH = torch;
if (reason === '') {
  env.ONSHELF_PYTHON = python;
  env.CHROMIUM_PATH = findBrowser() ?? '';
  if (!quiet(process.execPath, 'scripts/build.mjs')) throw new Error('The build of the library failed; see above.');
}

mkdirSync('test-results', { recursive: true });
const { status } = spawnSync(
  'node_modules/.bin/vitest',
  [
    'run',
    '--config',
    'test/interop/vitest.config.ts',
    '--reporter=verbose',
    '--reporter=json',
    '--outputFile.json=test-results/interop.json',
  ],
  { stdio: ['ignore', 2, 2], env },
);
// `npm run test:bundlers` for all of them.
const bundled = spawnSync(process.execPath, ['scripts/test-bundlers.mjs', 'ci'], {
  stdio: ['ignore', 2, 2],
  env: { ...process.env, ONSHELF_BUILT: reason === '' ? '1' : '' },
});
process.exitCode = bundled.status === 0 ? (status ?? 1) : 1;
