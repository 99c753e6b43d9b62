// `npm run test:interop`: what needs peers in other languages. Without Python it skips, and says so.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { installPackages } from './setup/install-packages.mjs';
import { pythonEnvironment } from './setup/python-environment.mjs';

installPackages();
const { python, reason } = pythonEnvironment('.cache/python', 'test/interop/requirements.txt');

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
  {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...(python === undefined ? { ONSHELF_NO_PYTHON: reason } : { ONSHELF_PYTHON: python }) },
  },
);
process.exitCode = status ?? 1;
