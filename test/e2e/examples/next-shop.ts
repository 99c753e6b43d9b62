import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { installPackages } from '../../../scripts/setup/install-packages.mjs';

const FOLDER = resolve('examples/next');
const NEXT = `${FOLDER}/node_modules/next/dist/bin/next`;
const ENVIRONMENT = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' as const };

/** Installs the Next.js shop, with Onshelf from the package file that would be published, and builds it for production. */
export function buildNextShop(): void {
  installPackages(FOLDER);
  const packed = resolve('test-results/packed');
  mkdirSync(packed, { recursive: true });
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--pack-destination', packed], { encoding: 'utf8' }));
  // What npm does with it, but for what is optional: the command line's database is no concern of a page.
  const installed = `${FOLDER}/node_modules/onshelf`;
  rmSync(installed, { recursive: true, force: true });
  mkdirSync(installed);
  execFileSync('tar', ['-xzf', `${packed}/${filename}`, '-C', installed, '--strip-components=1']);
  rmSync(`${FOLDER}/public`, { recursive: true, force: true });
  cpSync('demo/public/pack', `${FOLDER}/public/pack`, { recursive: true });
  execFileSync(process.execPath, [NEXT, 'build'], { cwd: FOLDER, env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'inherit'] });
}

/**
 * Starts Next's own server of the built shop, on a free port.
 *
 * @returns its address, which ends in a slash, and the way to stop it
 */
export function startNextShop(): Promise<{ readonly address: string; readonly stop: () => void }> {
  const server = spawn(process.execPath, [NEXT, 'start', '--hostname', '127.0.0.1', '--port', '0'], { cwd: FOLDER, env: ENVIRONMENT });
  return new Promise((done, fail) => {
    let said = '';
    const hear = (words: Buffer): void => {
      said += words;
      const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
      if (address !== undefined && said.includes('Ready')) done({ address: `${address}/`, stop: () => void server.kill() });
    };
    server.stdout.on('data', hear);
    server.stderr.on('data', hear);
    server.on('exit', () => fail(new Error(`Next's server ended: ${said}`)));
  });
}
