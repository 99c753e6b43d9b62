import { runCli } from '../../../src/cli/run-cli.js';

/** The result of a call of the program. */
export interface Outcome {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** Calls the program as a shell would. */
export async function onshelf(...words: string[]): Promise<Outcome> {
  let output = '';
  let errors = '';
  const code = await runCli(words, {
    write: (text) => {
      output += text;
    },
    writeError: (text) => {
      errors += text;
    },
    rewritable: false,
  });
  return { code, output, errors };
}
