import type { PackManifest } from '../../types/manifest.js';
import { CHECK_LIMITS, type CheckedFigure, type CheckLimit } from './check-limits.js';

/** Figures of a pack, by name; absent where they are not known. */
export type PackFigures = Readonly<Partial<Record<CheckedFigure, number>>>;

/** A figure of the new pack beside that of the previous one. */
export interface ComparedFigure {
  readonly figure: CheckedFigure;
  /** For people. */
  readonly subject: string;
  readonly previous: number;
  readonly current: number;
  /** Limit of the share, from the option or the default. */
  readonly least: number;
  readonly passed: boolean;
  /** The option that lets it pass, as it is typed: `--check-items 0.42`. */
  readonly option: string;
}

/**
 * The figures of a manifest.
 *
 * @param manifest of a pack, as in `pack.json`
 */
export function manifestFigures(manifest: Pick<PackManifest, 'items' | 'contents' | 'models' | 'files'>): PackFigures {
  const { metrics = {} } = manifest.models.find(({ name }) => name === 'blend') ?? {};
  return {
    items: manifest.items,
    ...manifest.contents,
    ...('HR@10' in metrics ? { 'HR@10': metrics['HR@10'] } : {}),
    ...('NDCG@10' in metrics ? { 'NDCG@10': metrics['NDCG@10'] } : {}),
    bytes: manifest.files.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/**
 * Compares the figures that both packs have. A figure that was 0 cannot become worse.
 *
 * @param previous of the pack that is published
 * @param current of the pack that would take its place; may be a part of its figures
 * @param limits share by name of `CHECK_LIMITS`, 0 to 1; default: the table's
 */
export function comparePacks(previous: PackFigures, current: PackFigures, limits: Readonly<Record<string, number>> = {}): ComparedFigure[] {
  const compared: ComparedFigure[] = [];
  for (const [figure, limit] of Object.entries(CHECK_LIMITS) as [CheckedFigure, CheckLimit][]) {
    const [before, after] = [previous[figure], current[figure]];
    if (before === undefined || after === undefined) continue;
    const least = limits[limit.name] ?? limit.least;
    const ratio = before === 0 ? 1 : after / before;
    const share = limit.bothWays === true && ratio > 1 ? 1 / ratio : ratio;
    compared.push({
      figure,
      subject: limit.subject,
      previous: before,
      current: after,
      least,
      passed: share >= least,
      // Rounded down, so that the option as printed lets it pass.
      option: `--check-${limit.name} ${Math.floor(100 * Math.min(share, 1)) / 100}`,
    });
  }
  return compared;
}

/** The figures that one of two packs lacks, so that they are not compared. */
export function uncompared(previous: PackFigures, current: PackFigures): CheckedFigure[] {
  return (Object.keys(CHECK_LIMITS) as CheckedFigure[]).filter(
    (figure) => (previous[figure] === undefined) !== (current[figure] === undefined),
  );
}
