/** Figures by name. */
export type Figures = Readonly<Record<string, number>>;

/** Means over folds; folds where a figure is missing or NaN are ignored. */
export function meanFigures(folds: readonly Figures[]): Figures {
  const names = [...new Set(folds.flatMap((fold) => Object.keys(fold)))];
  const means: Record<string, number> = {};
  for (const name of names) {
    const values = folds.map((fold) => fold[name] ?? Number.NaN).filter((value) => !Number.isNaN(value));
    if (values.length > 0) means[name] = values.reduce((sum, value) => sum + value / values.length, 0);
  }
  return means;
}
