import { execFileSync } from 'node:child_process';

/** A program in another language with which tests compare. */
export interface Peer {
  /** For a suite's title: empty, or why it is skipped. */
  readonly note: string;
  readonly missing: boolean;
  /** Runs a program in the peer's environment; its output goes to standard error. */
  run(program: string, ...parameters: readonly string[]): void;
}

/**
 * A peer that `npm run test:interop` has set up, or could not.
 *
 * @param name as in `ONSHELF_NO_NAME`
 */
export function findPeer(name: 'IMPLICIT' | 'SPARK' | 'TORCH'): Peer {
  const path = name === 'TORCH' ? process.env.ONSHELF_TORCH : process.env.ONSHELF_PYTHON;
  const reason = process.env[`ONSHELF_NO_${name}`] ?? (path === undefined ? 'run it by `npm run test:interop`, which sets Python up' : '');
  return {
    missing: reason !== '',
    note: reason === '' ? '' : ` (skipped: ${reason})`,
    run: (program, ...parameters) => {
      const env = {
        ...process.env,
        PYSPARK_PYTHON: path,
        PYSPARK_DRIVER_PYTHON: path,
        OPENBLAS_NUM_THREADS: '1',
        OMP_NUM_THREADS: '1',
        SPARK_LOCAL_IP: '127.0.0.1',
      };
      execFileSync(program, parameters, { stdio: ['ignore', 2, 2], env });
    },
  };
}
