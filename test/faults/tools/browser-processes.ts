import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Processor time used, in ticks. */
  readonly ticks: number;
  readonly command: string;
  /** `Z`: it has ended, and its parent has not read its status yet. */
  readonly state: string;
}

function processes(): Process[] {
  return readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    try {
      // The name is in brackets and may contain anything; the fields are counted from after it.
      const fields = readFileSync(`/proc/${entry}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      const command = readFileSync(`/proc/${entry}/cmdline`, 'utf8');
      return [{ state: fields[0], pid: Number(entry), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]), command }];
    } catch {
      // It ended meanwhile.
      return [];
    }
  });
}

/** The processes of the browser with this profile folder, and of no other. */
function processesOf(profile: string): Process[] {
  const all = processes();
  const ours = new Set(all.filter(({ pid, command }) => pid !== process.pid && command.includes(profile)).map(({ pid }) => pid));
  for (let before = -1; before !== ours.size; ) {
    before = ours.size;
    for (const { pid, parent } of all) if (ours.has(parent)) ours.add(pid);
  }
  return all.filter(({ pid }) => ours.has(pid));
}

/**
 * Waits until a browser that was asked to end has ended with all its processes: some keep writing for a while.
 *
 * @param end asks the browser to end
 */
export async function untilEnded(profile: string, end: () => void): Promise<void> {
  const before = new Set(processesOf(profile).map(({ pid }) => pid));
  end();
  for (const late = Date.now() + 10_000; processes().some(({ pid, state }) => before.has(pid) && state !== 'Z'); ) {
    if (Date.now() > late) throw new Error('a browser did not end within 10 s');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Kills a browser with all its processes, as the system does when memory or battery runs out. */
export function killBrowser(profile: string): void {
  for (const { pid } of processesOf(profile)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
  }
}

/**
 * Stops the process of a page in the middle of its work. The browser's own freezing does not stop a page that counts as visible,
 * and without a screen all do.
 *
 * @returns resumes it
 */
export async function stopPage(profile: string, page: Page): Promise<() => void> {
  const before = new Map(processesOf(profile).map(({ pid, ticks }) => [pid, ticks]));
  // The page's process is the one that becomes busy when the page gets work.
  await page.evaluate(() => {
    const until = performance.now() + 500;
    while (performance.now() < until);
  });
  const renderers = processesOf(profile).filter(({ command }) => command.includes('--type=renderer'));
  const worked = ({ pid, ticks }: Process): number => ticks - (before.get(pid) ?? ticks);
  const [{ pid }] = renderers.sort((a, b) => worked(b) - worked(a));
  process.kill(pid, 'SIGSTOP');
  return () => process.kill(pid, 'SIGCONT');
}
