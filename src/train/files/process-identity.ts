import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Which process this is, also after others were given its number. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** Of the machine's start; '' where the system does not tell. */
  readonly boot: string;
  /** Numbers of processes count within this; '' where the system does not tell. */
  readonly space: string;
  /** When the process started, as the system writes it; '' where it does not tell. */
  readonly start: string;
}

/** What is known of a process: `elsewhere` is one of another machine or container, which cannot be asked. */
export type ProcessState = 'alive' | 'dead' | 'elsewhere';

/** The mark of this process. */
export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, ...thisMachine(), start: lookUp(process.pid).start };
}

/**
 * Does a process still run?
 *
 * @param mark from `ownIdentity` of that process
 */
export function processState(mark: ProcessIdentity): ProcessState {
  const here = thisMachine();
  if (mark.host !== here.host) return 'elsewhere';
  // The machine was started anew since: nothing of before runs.
  if (mark.boot !== here.boot) return 'dead';
  if (mark.space !== here.space) return 'elsewhere';
  try {
    // Signal 0 is not sent; it asks.
    process.kill(mark.pid, 0);
  } catch (error) {
    // EPERM: it runs, as somebody else.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return 'dead';
  }
  const { start, ended } = lookUp(mark.pid);
  const another = start !== '' && mark.start !== '' && start !== mark.start;
  return ended || another ? 'dead' : 'alive';
}

/**
 * Reads a mark that was written as JSON.
 *
 * @returns null where the text is none
 */
export function parseIdentity(text: string): ProcessIdentity | null {
  try {
    const mark = JSON.parse(text) as ProcessIdentity | null;
    const texts = [mark?.host, mark?.boot, mark?.space, mark?.start];
    return mark !== null && Number.isSafeInteger(mark.pid) && mark.pid > 0 && texts.every((part) => typeof part === 'string') ? mark : null;
  } catch {
    return null;
  }
}

function thisMachine(): { host: string; boot: string; space: string } {
  return {
    host: hostname(),
    boot: textOr(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    space: textOr(() => readlinkSync('/proc/self/ns/pid')),
  };
}

/** When a process started, and whether it ended and only its entry is left. */
function lookUp(pid: number): { start: string; ended: boolean } {
  // Linux: the name, in brackets, may hold anything; behind it stand the state and, as the 20th, the start.
  const stat = textOr(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (stat !== '') {
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { start: fields[19] ?? '', ended: fields[0] === 'Z' || fields[0] === 'X' };
  }
  if (process.platform === 'linux' || process.platform === 'win32') return { start: '', ended: false };
  const ask = (): string =>
    execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return { start: textOr(ask).trim(), ended: false };
}

function textOr(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
