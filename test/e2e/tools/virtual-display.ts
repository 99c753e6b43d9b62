import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

const XVFB = '/usr/bin/Xvfb';

/** A virtual screen: browsers without a display have no WebGL, or do not start. */
export interface VirtualDisplay {
  /** For the environment of a program: `:7`. */
  readonly name: string;
  close(): void;
}

/** Why no display is available here, or ''. */
export function displayMissing(): string {
  return existsSync(XVFB) ? '' : `there is no ${XVFB} (Debian: xvfb)`;
}

/** Starts a display on a free number. */
export function openDisplay(): Promise<VirtualDisplay> {
  const server = spawn(XVFB, ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    server.stdout.once('data', (number: Buffer) => resolve({ name: `:${number.toString().trim()}`, close: () => void server.kill() }));
  });
}
