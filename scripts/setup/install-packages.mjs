import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Installs the packages pinned in a folder's `package-lock.json`, unless that very lockfile is installed already.
 *
 * @param folder default: the repository's own
 */
export function installPackages(folder = '.') {
  const stamp = `${folder}/node_modules/.onshelf-lock`;
  const digest = createHash('sha256')
    .update(readFileSync(`${folder}/package-lock.json`))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  console.error(`Installing packages${folder === '.' ? '' : ` of ${folder}`} (npm ci) ...`);
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm ci ended with status ${status}. Is the npm registry reachable?`);
  writeFileSync(stamp, digest);
}
