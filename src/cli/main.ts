#!/usr/bin/env node
import { runCli } from './run-cli.js';

// Ends through `exit`, so that temporary files go.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

process.exitCode = await runCli(process.argv.slice(2), {
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  rewritable: process.stderr.isTTY === true,
});
