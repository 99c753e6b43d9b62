import { readFileSync } from 'node:fs';

/** The reference. */
export const PAGE = readFileSync('docs/api.md', 'utf8');

/** The names in code of a cell. */
export const named = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
/** Names in alphabetical order. */
export const sorted = (names: Iterable<string>): string[] => [...names].sort();
/** The names of properties, in alphabetical order. */
export const namesOf = (properties: readonly { readonly name: string }[]): string[] => sorted(properties.map(({ name }) => name));

/** The rows of the table under a heading whose first column has this title, each by its other columns' titles. */
export function rowsOf(heading: string, column: string): Map<string, Record<string, string>> {
  const section = PAGE.split(/^#{2,3} /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const table = section.split('\n\n').find((block) => block.startsWith(`| ${column} |`));
  if (table === undefined) throw new Error(`docs/api.md has no table "${column}" under "${heading}".`);
  const [titles, , ...rows] = table
    .trim()
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return new Map(
    rows.flatMap((cells) => named(cells[0]).map((name) => [name, Object.fromEntries(titles.map((title, at) => [title, cells[at] ?? '']))])),
  );
}
