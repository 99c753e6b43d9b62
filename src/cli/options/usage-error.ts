/** An invalid command line: exit code 2. */
export class UsageError extends Error {
  /** @param message what is invalid */
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
