/** Exit codes of the program; the help prints this table. */
export const EXIT_CODES = {
  done: { code: 0, meaning: 'done' },
  input: { code: 1, meaning: 'a file or folder cannot be read, used or written, or another command is writing to it' },
  usage: { code: 2, meaning: 'the command line is invalid' },
  output: { code: 3, meaning: 'the command finished, but standard output could not be written' },
  refused: { code: 4, meaning: 'the pack would be much worse or smaller than that of --check; nothing was written' },
  fault: { code: 70, meaning: 'a bug in onshelf' },
  interrupted: { code: 130, meaning: 'interrupted by a signal (129, 130 or 143)' },
} as const;
