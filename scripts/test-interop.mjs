// `npm run test:interop`: what needs peers in other languages. Without Python it skips, and says so.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { installPackages } from './setup/install-packages.mjs';

installPackages();
const venv = resolve('.cache/python');
const python = `${venv}/bin/python`;
const quiet = (command, ...parameters) => spawnSync(command, parameters, { stdio: ['ignore', 2, 2] }).status === 0;

let reason = '';
if (!quiet('python3', '--version')) reason = 'there is no python3 on this machine';
else if (!existsSync(python) && !quiet('python3', '-m', 'venv', venv)) reason = 'python3 has no venv module';
else if (!quiet(python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', 'test/interop/requirements.txt'))
  reason = 'pip could not install the peers';

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
  { stdio: ['ignore', 2, 2], env: { ...process.env, ...(reason === '' ? { ONSHELF_PYTHON: python } : { ONSHELF_NO_PYTHON: reason }) } },
);
process.exitCode = status ?? 1;
