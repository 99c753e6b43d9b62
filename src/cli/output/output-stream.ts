/** Writes text to a stream and never throws: a broken pipe or a full disk is reported by `failure`. */
export class OutputStream {
  readonly #stream: NodeJS.WriteStream;
  #waiting: Promise<void> = Promise.resolve();
  #failure: NodeJS.ErrnoException | null = null;

  /** @param stream standard output or standard error */
  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
    // Without a listener the error would end the program.
    stream.on('error', (error: NodeJS.ErrnoException) => this.#fail(error));
  }

  /** Why a text could not be written, or null. A closed pipe is not a failure. */
  get failure(): NodeJS.ErrnoException | null {
    return this.#failure?.code === 'EPIPE' ? null : this.#failure;
  }

  /** Writes a text, unless an earlier one could not be written. */
  write(text: string): void {
    if (this.#failure !== null) return;
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

  /** Resolves when all texts are written or have failed. */
  drained(): Promise<void> {
    return this.#waiting;
  }

  #fail(error: NodeJS.ErrnoException): void {
    this.#failure ??= error;
  }
}
