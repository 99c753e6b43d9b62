import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Identifies a process, even after its number is reused. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** Id of the machine's boot; '' where the system does not report it. */
  readonly boot: string;
  /** Process id namespace; '' where the system does not report it. */
  readonly space: string;
  /** Start time of the process, in the system's format; '' where the system does not report it. */
  readonly start: string;
}

/** State of a process; `elsewhere`: on another machine or in another container, where it cannot be checked. */
export type ProcessState = 'alive' | 'dead' | 'elsewhere';

/** The identity of this process. */
export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, ...thisMachine(), start: lookUp(process.pid).start };
}

/**
 * Checks whether a process still runs.
 *
 * @param mark from `ownIdentity` in that process
 */
export function processState(mark: ProcessIdentity): ProcessState {
  const here = thisMachine();
  if (mark.host !== here.host) return 'elsewhere';
  // The machine was rebooted since: no earlier process runs.
  if (mark.boot !== here.boot) return 'dead';
  if (mark.space !== here.space) return 'elsewhere';
  try {
    // Signal 0 only checks that the process exists.
    process.kill(mark.pid, 0);
  } catch (error) {
    // EPERM: it runs as another user.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return 'dead';
  }
  const { start, ended } = lookUp(mark.pid);
  const another = start !== '' && mark.start !== '' && start !== mark.start;
  return ended || another ? 'dead' : 'alive';
}

/**
 * Parses an identity that was written as JSON.
 *
 * @returns null where the text is invalid
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

/** Start time of a process, and whether it is a zombie. */
function lookUp(pid: number): { start: string; ended: boolean } {
  // Linux: the name, in brackets, may contain anything; after it come the state and, as the 20th field, the start time.
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
