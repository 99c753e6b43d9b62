import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const quiet = (command, ...parameters) => spawnSync(command, parameters, { stdio: ['ignore', 2, 2] }).status === 0;

/**
 * A Python with the packages of a requirements file, in a virtual environment that is created if it is missing.
 *
 * @param folder of the environment
 * @param requirements path of the file
 * @returns `python`, the path of its interpreter, or `reason`, why it is not available
 */
export function pythonEnvironment(folder, requirements) {
  const python = `${resolve(folder)}/bin/python`;
  if (!quiet('python3', '--version')) return { reason: 'there is no python3 on this machine' };
  if (!existsSync(python) && !quiet('python3', '-m', 'venv', folder)) return { reason: 'python3 has no venv module' };
  if (!quiet(python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements))
    return { reason: 'pip could not install the peers' };
  return { python };
}
