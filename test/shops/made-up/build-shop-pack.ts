import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Naming, writeFeedAndLog } from './write-files.js';

/**
 * Makes a shop's feed and log, and builds its pack by the command of the documentation, without an option.
 *
 * @param folder becomes the shop's; what is in it is removed
 * @param naming of the shop system
 * @param host of the shop's pages
 * @param pictures host of the pictures; '': that of the page
 * @returns path of the pack's folder
 */
export function buildShopPack(folder: string, naming: Naming, host: string, pictures = host): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFeedAndLog(folder, naming, host, pictures);
  const pack = join(folder, 'public/pack');
  const files = ['--catalog', join(folder, 'feed.tsv'), '--events', join(folder, 'events.csv'), '--out', pack];
  execFileSync(process.execPath, ['dist/cli.js', 'build', ...files], { stdio: 'pipe' });
  return pack;
}
