/** Where a stream's text goes, without ever throwing: a broken pipe or a full disk is kept for the end. */
export class OutputStream {
  readonly #stream: NodeJS.WriteStream;
  #waiting: Promise<void> = Promise.resolve();
  #trouble: NodeJS.ErrnoException | null = null;

  /** @param stream standard output or standard error */
  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
    // Without a listener the program would die of it.
    stream.on('error', (error: NodeJS.ErrnoException) => this.#fail(error));
  }

  /** Why a text could not be written, or null. A reader that went away on purpose is no trouble. */
  get trouble(): NodeJS.ErrnoException | null {
    return this.#trouble?.code === 'EPIPE' ? null : this.#trouble;
  }

  /** Writes a text; nothing where an earlier one could not be written. */
  write(text: string): void {
    if (this.#trouble !== null) return;
    const written = new Promise<void>((done) => {
      try {
        this.#stream.write(text, (error) => {
          if (error) this.#fail(error);
          done();
        });
      } catch (error) {
        this.#fail(error as NodeJS.ErrnoException);
        done();
      }
    });
    this.#waiting = this.#waiting.then(() => written);
  }

  /** Resolves when all is written, or cannot be. */
  drained(): Promise<void> {
    return this.#waiting;
  }

  #fail(error: NodeJS.ErrnoException): void {
    this.#trouble ??= error;
  }
}
