// `npm run test:interop`: what needs peers in other languages. A peer that cannot be had is skipped, and it says why.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { findBrowser } from './setup/find-browser.mjs';
import { installPackages } from './setup/install-packages.mjs';

installPackages();
const venv = resolve('.cache/python');
const python = `${venv}/bin/python`;
const quiet = (command, ...parameters) => spawnSync(command, parameters, { stdio: ['ignore', 2, 2] }).status === 0;
const install = (requirements) =>
  quiet(python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', `test/interop/${requirements}`)
    ? ''
    : `pip could not install ${requirements}`;

let reason = '';
if (!quiet('python3', '--version')) reason = 'there is no python3 on this machine';
else if (!existsSync(python) && !quiet('python3', '-m', 'venv', venv)) reason = 'python3 has no venv module';
else reason = install('requirements.txt');

/** Why a peer's tests are skipped; '' where they run. */
const missing = { ONSHELF_NO_PYTHON: reason, ONSHELF_NO_IMPLICIT: reason, ONSHELF_NO_SPARK: reason };
if (reason === '') {
  missing.ONSHELF_NO_IMPLICIT = install('requirements-implicit.txt');
  missing.ONSHELF_NO_SPARK = quiet('java', '-version') ? install('requirements-spark.txt') : 'there is no Java on this machine';
}
for (const [name, why] of Object.entries(missing)) if (why !== '') console.error(`${name.slice(11).toLowerCase()}: skipped, ${why}`);

// The packs that peers make are opened in a browser, by the built library.
const env = { ...process.env, ...Object.fromEntries(Object.entries(missing).filter(([, why]) => why !== '')) };
if (reason === '') {
  env.ONSHELF_PYTHON = python;
  env.CHROMIUM_PATH = findBrowser() ?? '';
  if (!quiet(process.execPath, 'scripts/build.mjs')) throw new Error('The library does not build; see above.');
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
process.exitCode = status ?? 1;
