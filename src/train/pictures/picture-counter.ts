import type { PictureCount } from './picture-report.js';

/** Counts what is met in images, and keeps the first of each. */
export class PictureCounter<Reason extends string> {
  readonly #counts = new Map<Reason, PictureCount<Reason>>();

  /**
   * Counts one.
   *
   * @param reason what was met
   * @param itemId of its item
   * @param file below the folder, or ''
   * @param why as the library of images words it, or ''
   */
  add(reason: Reason, itemId: string, file: string, why = ''): void {
    const known = this.#counts.get(reason) ?? { reason, count: 0, itemId, file, why };
    this.#counts.set(reason, { ...known, count: known.count + 1 });
  }

  /** The counts so far, the most frequent first. */
  report(): PictureCount<Reason>[] {
    return [...this.#counts.values()].sort((a, b) => b.count - a.count);
  }
}
