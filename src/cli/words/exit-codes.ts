/** What the program's exit codes say; the help prints this table. */
export const EXIT_CODES = {
  done: { code: 0, meaning: 'done' },
  input: { code: 1, meaning: 'a file or folder is at fault: it cannot be read, used or written, or another command writes there' },
  usage: { code: 2, meaning: 'the call is at fault' },
  output: { code: 3, meaning: 'the work was done, but standard output could not be written' },
  fault: { code: 70, meaning: 'a fault in onshelf itself' },
  interrupted: { code: 130, meaning: 'interrupted by a signal (129, 130 or 143)' },
} as const;
