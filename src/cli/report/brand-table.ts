import type { ListedBrands } from '../../train/metrics/brand-exposure.js';
import { type Shown, shown } from '../output/shown.js';
import { formatFigure } from './figure-texts.js';
import { formatCount, formatTable } from './format-report.js';

/** Maximum number of brands that are printed; the others are one row, and `--json` has all. */
const PRINTED = 10;
/** Maximum number of characters of a name, so that the models have room in 80. */
const LONGEST = 16;

/**
 * The share of the places of lists that brands have, beside their share of the catalogue, as a text table.
 *
 * @param exposure of all brands
 * @param k length of the lists
 * @param models in their order, each with its heading
 */
export function brandTable({ brands, gini }: ListedBrands, k: number, models: readonly (readonly [model: string, head: string])[]): Shown {
  const rest = brands.slice(PRINTED);
  const sum = (shareOf: (brand: ListedBrands['brands'][number]) => number): number => rest.reduce((all, one) => all + shareOf(one), 0);
  const share = (value: number): string => formatFigure('share', value);
  const rowOf = (name: string, catalog: number, placesOf: (model: string) => number): string[] => [
    name,
    share(catalog),
    ...models.map(([model]) => share(placesOf(model))),
  ];
  const table = formatTable(
    [`brands, at ${k}`, 'items', ...models.map(([, head]) => head)],
    [
      ...brands
        .slice(0, PRINTED)
        .map(({ brand, catalog, places }) =>
          rowOf(brand.length > LONGEST ? `${brand.slice(0, LONGEST - 3)}...` : brand, catalog, (model) => places[model]),
        ),
      ...(rest.length === 0
        ? []
        : [
            rowOf(
              `${formatCount(rest.length)} others`,
              sum(({ catalog }) => catalog),
              (model) => sum(({ places }) => places[model]),
            ),
          ]),
      rowOf('Gini', gini.catalog, (model) => gini.places[model]),
    ],
  );
  return shown`${table}\n`;
}
