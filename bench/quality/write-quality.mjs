import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { DATASET_NAMES } from '../tools/data/datasets.mjs';
import { describeMachine } from '../tools/describe-machine.mjs';
import { mergeResults, RESULTS_PAGE, replaceSection } from '../tools/results-page.mjs';

const HEADING = '# How good the lists are';
const JSON_FILE = new URL('../results/quality.json', import.meta.url);

/**
 * Writes `results/quality.json`, and its section of RESULTS.md. Earlier results of other datasets stay, since all of them take hours.
 *
 * @param measured result of the benchmark
 * @param words of the command line, after `npm run bench --`
 */
export async function writeQuality(measured, words) {
  const { rows, ratios, commandOf } = await mergeResults(JSON_FILE, measured.rows, `npm run bench -- ${words.join(' ')}`);
  const names = DATASET_NAMES.filter((name) => rows.some(({ dataset }) => dataset === name));
  const commands = Object.fromEntries(names.map((name) => [name, commandOf(name)]));
  const result = {
    bench: 'quality',
    machine: describeMachine(),
    commands,
    notes: measured.notes,
    rows,
    ratios: { ...ratios, ...measured.ratios },
  };
  await writeFile(JSON_FILE, `${JSON.stringify(result, null, 1)}\n`);
  await replaceSection(HEADING, section(result));
  execFileSync('node_modules/.bin/biome', ['format', '--write', ...[RESULTS_PAGE, JSON_FILE].map(fileURLToPath)], { stdio: 'ignore' });
}

function section({ machine, commands, rows, ratios, notes }) {
  return [
    `${HEADING}\n\nRun on ${machine.processor}, ${machine.cores} cores, Node ${machine.node}, by the command of each dataset; all`,
    'rows are in [results/quality.json](results/quality.json).\n',
    ...notes.map((note) => `- ${note}`),
    '',
    ...Object.entries(commands).map(([name, command]) =>
      table(
        name,
        command,
        rows.filter((row) => row.dataset === name),
      ),
    ),
    ...(Object.keys(ratios).length === 0
      ? []
      : [
          "## Onshelf's factors beside implicit's\n\nMore than 1: Onshelf's are better, or trained in less time.\n\n| | |\n| --- | --- |",
          ...Object.entries(ratios).map(([name, ratio]) => `| ${name} | ${ratio.toFixed(2)} |`),
          '',
        ]),
  ].join('\n');
}

const FIGURES = ['HR@10', 'NDCG@10', 'HR@20', 'MRR@20'];

function table(dataset, command, rows) {
  const measured = rows.filter((row) => row.skipped === undefined);
  const skipped = rows.filter((row) => row.skipped !== undefined);
  const figures = FIGURES.filter((figure) => measured.some((row) => row[figure] !== undefined));
  const heads = ['by', 'model', ...figures, 'training, s', 'of all threads, s'];
  const lines = measured.map((row) => [
    row.by,
    row.name,
    ...figures.map((figure) => figureText(row, figure)),
    ...[row.trainSeconds, row.processorSeconds].map((seconds) => (seconds === undefined ? '' : seconds.toFixed(1))),
  ]);
  return [
    `## ${dataset}\n\n\`${command}\`\n`,
    ...(lines.length === 0 ? [] : [heads, heads.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`)),
    ...sourceLines(measured),
    ...skipped.map(({ by, name, skipped: reason }) => `\nSkipped: ${name} by ${by}: ${reason}.`),
    '',
  ].join('\n');
}

/** A list item per source of published rows. */
function sourceLines(rows) {
  const sources = [...new Set(rows.map(({ source }) => source).filter((source) => source !== undefined))];
  const lines = sources.map((source) => {
    const names = rows.filter((row) => row.source === source).map(({ name }) => name);
    return `- Published ${names.join(', ')}: ${source}.`;
  });
  return lines.length === 0 ? [] : ['', ...lines];
}

function figureText(row, figure) {
  if (row[figure] === undefined) return '';
  const spread = row[`±${figure}`];
  const digits = (value) => value.toFixed(4).replace(/^0/, '');
  return spread === undefined ? digits(row[figure]) : `${digits(row[figure])} ±${digits(spread)}`;
}
