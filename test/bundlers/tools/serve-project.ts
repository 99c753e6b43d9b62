import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { serveFolders } from '../../../scripts/setup/serve-folders.mjs';
import type { ShopProject } from '../projects/shop-project.js';
import { toolEnvironment } from './set-up-project.js';

/** Milliseconds until a server that has not answered is ended. */
const READY_DEADLINE = 120_000;

/** A server of a shop. */
interface ShopServer {
  /** Ends in a slash. */
  readonly address: string;
  stop(): Promise<unknown>;
}

/** A port that nobody uses at the moment. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

/** Serves a shop as its project says: a folder as a static host does, or by the tool's own server. Rejects if that server ends, or does not answer. */
export async function serveProject(folder: string, { site }: ShopProject): Promise<ShopServer> {
  if (typeof site === 'string') return serveFolders({ '/': join(folder, site), '/pack/': join(folder, 'public/pack') }, 0);
  const port = await freePort();
  const address = `http://127.0.0.1:${port}/`;
  const server = spawn(
    process.execPath,
    site.map((word) => word.replace('PORT', `${port}`)),
    // A group of its own, so that it ends with the processes that it started.
    { cwd: folder, env: { ...toolEnvironment(), PORT: `${port}`, HOST: '127.0.0.1' }, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  let output = '';
  server.stdout.on('data', (text) => (output += text));
  server.stderr.on('data', (text) => (output += text));
  const ended = new Promise<void>((resolve) => server.on('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    if (server.exitCode === null && server.pid !== undefined) process.kill(-server.pid, 'SIGKILL');
    await ended;
  };
  for (const end = Date.now() + READY_DEADLINE; Date.now() < end && server.exitCode === null; ) {
    const answer = await fetch(address, { signal: AbortSignal.timeout(READY_DEADLINE) }).catch(() => null);
    if (answer?.ok) return { address, stop };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await stop();
  throw new Error(`The server ended, or did not answer: ${output}`);
}
