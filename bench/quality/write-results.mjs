import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describeMachine } from '../machine.mjs';
import { DATASET_NAMES } from './datasets.mjs';

const HEADING = '# How good the lists are';
const RESULTS = new URL('../RESULTS.md', import.meta.url);
const JSON_FILE = new URL('../results/quality.json', import.meta.url);

/**
 * Writes `results/quality.json`, and the section of RESULTS.md that is made of it. What earlier runs found of other datasets
 * stays: all of them take hours.
 *
 * @param measured by the benchmark
 * @param words of the command line, after `npm run bench --`
 */
export async function writeResults(measured, words) {
  const command = `npm run bench -- ${words.join(' ')}`;
  const earlier = existsSync(JSON_FILE) ? JSON.parse(await readFile(JSON_FILE, 'utf8')) : { commands: {}, rows: [], ratios: {} };
  const isNew = (dataset) => measured.rows.some((row) => row.dataset === dataset);
  const rows = [...earlier.rows.filter(({ dataset }) => !isNew(dataset)), ...measured.rows];
  const ratios = {
    ...Object.fromEntries(Object.entries(earlier.ratios).filter(([name]) => !isNew(name.split(':')[0]))),
    ...measured.ratios,
  };
  const names = DATASET_NAMES.filter((name) => rows.some(({ dataset }) => dataset === name));
  const commands = Object.fromEntries(names.map((name) => [name, isNew(name) ? command : earlier.commands[name]]));
  const machine = describeMachine();
  const result = { bench: 'quality', machine, commands, notes: measured.notes, rows, ratios };
  await writeFile(JSON_FILE, `${JSON.stringify(result, null, 1)}\n`);
  const page = await readFile(RESULTS, 'utf8');
  const start = page.indexOf(`${HEADING}\n`);
  const before = start < 0 ? page : page.slice(0, start);
  const next = start < 0 ? -1 : page.indexOf('\n# ', start + HEADING.length);
  const after = next < 0 ? '' : page.slice(next);
  await writeFile(RESULTS, `${before.trimEnd()}\n\n${section(result)}${after}`);
  execFileSync('node_modules/.bin/biome', ['format', '--write', ...[RESULTS, JSON_FILE].map(fileURLToPath)], { stdio: 'ignore' });
}

function section({ machine, commands, rows, ratios, notes }) {
  return [
    `${HEADING}\n\nRun on ${machine.processor}, ${machine.cores} cores, Node ${machine.node}, by the commands that stand with each dataset; the`,
    'whole of it is in [results/quality.json](results/quality.json).\n',
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
          "## Our factors beside implicit's\n\nMore than 1: ours are better, or trained in less time.\n\n| | |\n| --- | --- |",
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
    ...skipped.map(({ by, name, skipped: reason }) => `\nSkipped: ${name} by ${by}: ${reason}.`),
    '',
  ].join('\n');
}

function figureText(row, figure) {
  if (row[figure] === undefined) return '';
  const spread = row[`±${figure}`];
  const digits = (value) => value.toFixed(4).replace(/^0/, '');
  return spread === undefined ? digits(row[figure]) : `${digits(row[figure])} ±${digits(spread)}`;
}
