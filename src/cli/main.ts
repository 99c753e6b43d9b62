#!/usr/bin/env node
import { OutputStream } from './output/output-stream.js';
import { type Shown, shown } from './output/shown.js';
import { runCli } from './run-cli.js';
import { EXIT_CODES } from './usage/exit-codes.js';
import { explainFailure } from './usage/explain-failure.js';

const output = new OutputStream(process.stdout);
const errors = new OutputStream(process.stderr);
// The only place that writes to the terminal; texts of type `Shown` are free of control characters.
const write = (text: Shown): void => output.write(String(text));
const writeError = (text: Shown): void => errors.write(String(text));

/** Ends through `exit`, so that temporary files and locks are removed. */
async function endOf(error: unknown): Promise<never> {
  const { code, message } = explainFailure(error);
  writeError(message);
  await errors.drained();
  process.exit(code);
}

process.once('SIGHUP', () => process.exit(129));
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
process.on('uncaughtException', endOf);
process.on('unhandledRejection', endOf);

process.exitCode = await runCli(process.argv.slice(2), { write, writeError, rewritable: process.stderr.isTTY === true });
await output.drained();
if (output.failure !== null) {
  writeError(
    shown`onshelf: standard output cannot be written: ${output.failure.message}. The command itself finished; redirect its report elsewhere.\n`,
  );
  if (process.exitCode === EXIT_CODES.done.code) process.exitCode = EXIT_CODES.output.code;
}
await errors.drained();
