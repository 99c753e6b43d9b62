/** The command was called in a way it cannot be: exit code 2. */
export class UsageError extends Error {
  /** @param message what is wrong with the call */
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
