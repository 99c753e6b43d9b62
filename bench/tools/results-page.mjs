import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';

/** The page of results, in Markdown. */
export const RESULTS_PAGE = new URL('../RESULTS.md', import.meta.url);

/**
 * Merges the rows of this run with those of earlier runs on other datasets, which a new run does not repeat.
 *
 * @param file URL of the benchmark's JSON file in `results/`; it may be missing
 * @param measured rows of this run; a dataset with rows replaces the earlier rows of that dataset
 * @param command command line of this run
 * @returns `rows`, `ratios` of the earlier datasets that stay, and `commandOf(dataset)`, the command line that measured it
 */
export async function mergeResults(file, measured, command) {
  const earlier = existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : { commands: {}, rows: [], ratios: {} };
  const isNew = (dataset) => measured.some((row) => row.dataset === dataset);
  return {
    rows: [...earlier.rows.filter(({ dataset }) => !isNew(dataset)), ...measured],
    ratios: Object.fromEntries(Object.entries(earlier.ratios ?? {}).filter(([name]) => !isNew(name.split(':')[0]))),
    commandOf: (dataset) => (isNew(dataset) ? command : earlier.commands[dataset]),
  };
}

/**
 * Replaces one section of `RESULTS.md`, or appends it.
 *
 * @param heading first line of the section, such as `# What variety costs`
 * @param section the new text, with its heading
 */
export async function replaceSection(heading, section) {
  const page = await readFile(RESULTS_PAGE, 'utf8');
  const start = page.indexOf(`${heading}\n`);
  const before = start < 0 ? page : page.slice(0, start);
  const next = start < 0 ? -1 : page.indexOf('\n# ', start + heading.length);
  await writeFile(RESULTS_PAGE, `${before.trimEnd()}\n\n${section}${next < 0 ? '' : page.slice(next)}`);
}
