import { type ComparedFigure, comparePacks, type PackFigures } from './compare-packs.js';
import type { PreviousPack } from './previous-pack.js';

/** A pack that was not published, because it is much worse or smaller than the previous one. */
export class RefusedPack extends Error {
  /** Path of the previous pack, as given. */
  readonly previous: string;
  /** Number of the previous pack. */
  readonly number: number;
  /** All figures compared, those that did not pass included. */
  readonly figures: readonly ComparedFigure[];

  /**
   * @param previous path, as given
   * @param number of the previous pack
   * @param figures from `comparePacks`, at least one of which did not pass
   */
  constructor(previous: string, number: number, figures: readonly ComparedFigure[]) {
    const failed = figures.filter(({ passed }) => !passed);
    super(
      `The pack is much worse or smaller than pack ${number} of ${previous}, so nothing was written: ${failed.map(({ subject }) => subject).join(', ')}.`,
    );
    this.name = 'RefusedPack';
    this.previous = previous;
    this.number = number;
    this.figures = figures;
  }
}

/**
 * Compares a new pack with the previous one.
 *
 * @param previous null: there is nothing to compare with
 * @param current figures of the new pack, as far as they are known
 * @param limits share by name of `CHECK_LIMITS`, 0 to 1; default: the table's
 * @returns all figures compared
 * @throws RefusedPack where one did not pass
 */
export function expectAsGood(
  previous: PreviousPack | null,
  current: PackFigures,
  limits: Readonly<Record<string, number>> = {},
): readonly ComparedFigure[] {
  if (previous === null) return [];
  const figures = comparePacks(previous.figures, current, limits);
  if (figures.some(({ passed }) => !passed)) throw new RefusedPack(previous.path, previous.number, figures);
  return figures;
}
