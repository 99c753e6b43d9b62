import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ShopProject } from '../projects/shop-project.js';

/** Kept from one shop of a bundler to the next. */
const KEPT = ['node_modules', 'package-lock.json'];
/** No tool asks, colours its output or reports to its makers. */
const ENVIRONMENT = {
  ...process.env,
  CI: '1',
  NO_COLOR: '1',
  DO_NOT_TRACK: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  ASTRO_TELEMETRY_DISABLED: '1',
  NUXT_TELEMETRY_DISABLED: '1',
};

/** Environment of the tools; Vitest's own `NODE_ENV` would make them build for tests. */
export function toolEnvironment(): NodeJS.ProcessEnv {
  const { NODE_ENV: _vitest, VITEST: _too, ...environment } = ENVIRONMENT as NodeJS.ProcessEnv;
  return environment as NodeJS.ProcessEnv;
}

/**
 * Installs the packages of a bundler, in exact versions, and the library beside them as its package file has it, without its optional
 * dependency: pages do not use the command line's database.
 *
 * @param folder created; if the same packages are there, they are kept
 * @param packages name to exact version
 * @param packed path of the library's package file
 */
export function installBundler(folder: string, packages: Readonly<Record<string, string>>, packed: string): void {
  const stamp = join(folder, 'node_modules/.packages.json');
  const wanted = JSON.stringify(packages);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}');
    const names = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', '--save-exact', ...names], {
      cwd: folder,
      env: toolEnvironment(),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    writeFileSync(stamp, wanted);
  }
  const installed = join(folder, 'node_modules/onshelf');
  rmSync(installed, { recursive: true, force: true });
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', packed, '-C', installed, '--strip-components=1']);
}

/** Replaces what an earlier shop left in a bundler's folder by a shop's own files and the pack. Caches of the tools are removed too. */
export function writeProject(folder: string, { files }: ShopProject, pack: string): void {
  for (const entry of readdirSync(folder)) if (!KEPT.includes(entry)) rmSync(join(folder, entry), { recursive: true });
  rmSync(join(folder, 'node_modules/.vite'), { recursive: true, force: true });
  for (const [path, text] of Object.entries({ 'package.json': '{"private":true,"type":"module"}', ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  cpSync(pack, join(folder, 'public/pack'), { recursive: true });
}

/**
 * Builds a shop.
 *
 * @returns '' if it was built, else what the tool said
 */
export function buildProject(folder: string, parameters: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, parameters, {
    cwd: folder,
    env: { ...toolEnvironment(), NODE_ENV: 'production' },
    encoding: 'utf8',
  });
  return status === 0 ? '' : `${stdout}\n${stderr}\nstatus ${status}`;
}
