import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryFolder } from './shop-files.js';

/** The built program; tests of it are skipped where it is not built. */
const PROGRAM = resolve('dist/cli.js');
export const built = existsSync(PROGRAM);

/** How a run of the built program ended. */
export interface BuiltRun {
  readonly code: number | null;
  readonly signal: string | null;
  readonly output: string;
  readonly errors: string;
}

/** A folder to run the built program in, with its own folders for temporary files and for the cache. */
export interface Desk {
  readonly folder: string;
  readonly temp: string;
  /** Where killed builds leave their finished steps. */
  readonly cache: string;
  start(words: readonly string[], stdio?: StdioOptions): ChildProcess;
  run(...words: string[]): Promise<BuiltRun>;
}

/** Makes such a folder, gone after the tests of the file. */
export function desk(): Desk {
  const folder = temporaryFolder();
  const [temp, cache] = [join(folder, 'temp'), join(folder, 'cache')];
  for (const made of [temp, cache]) mkdirSync(made);
  const env = { ...process.env, TMPDIR: temp, XDG_CACHE_HOME: cache, SOURCE_DATE_EPOCH: '1700000000' };
  const start = (words: readonly string[], stdio: StdioOptions = ['ignore', 'pipe', 'pipe']): ChildProcess =>
    spawn(process.execPath, [PROGRAM, ...words], { cwd: folder, env, stdio });
  return { folder, temp, cache: join(cache, 'onshelf'), start, run: (...words) => outcome(start(words)) };
}

/** Waits for a run to end. */
export function outcome(child: ChildProcess): Promise<BuiltRun> {
  let output = '';
  let errors = '';
  child.stdout?.on('data', (text: Buffer) => {
    output += text.toString();
  });
  child.stderr?.on('data', (text: Buffer) => {
    errors += text.toString();
  });
  return new Promise((done) => child.on('close', (code, signal) => done({ code, signal, output, errors })));
}

/** Settings of a build that is soon over. */
export const QUICK = ['--dimensions', '4', '--iterations', '1', '--threads', '1', '--memory', '256MB', '--without-content'];
/** Runs of the program take longer than other tests where the machine is busy. */
export const RUN_TIMEOUT_MS = 240_000;
