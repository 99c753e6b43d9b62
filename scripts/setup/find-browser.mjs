import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const run = (command, ...parameters) =>
  spawnSync(command, parameters, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' }).status === 0;

/**
 * A Chromium to test with: `CHROMIUM_PATH`, else an installed one, else Debian's package, else Playwright's own download.
 *
 * @returns its path, or null for Playwright's own
 */
export function findBrowser() {
  const installed = () => [process.env.CHROMIUM_PATH, ...INSTALLED].find((path) => path && existsSync(path));
  if (installed()) return installed();
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    console.error("No browser found; installing Debian's Chromium ...");
    if (run('apt-get', 'update') && run('apt-get', 'install', '-y', '--no-install-recommends', 'chromium') && installed())
      return installed();
  }
  console.error("No browser found; fetching Playwright's own Chromium ...");
  if (run('npx', 'playwright', 'install', 'chromium')) return null;
  throw new Error('No Chromium could be found or installed. Install one, or set CHROMIUM_PATH to its program file.');
}
