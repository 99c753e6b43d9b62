import { writeFile } from 'node:fs/promises';
import { describeMachine } from '../tools/describe-machine.mjs';
import { mergeResults, replaceSection } from '../tools/results-page.mjs';
import { drawVariety } from './draw-variety.mjs';

const HEADING = '# What variety costs';
const JSON_FILE = new URL('../results/variety.json', import.meta.url);
const CURVES = new URL('../results/variety.svg', import.meta.url);

/**
 * Writes `results/variety.json`, its curves, and its section of RESULTS.md. Earlier results of other logs stay.
 *
 * @param measured result of the benchmark
 * @param words of the command line, after `npm run bench --`
 */
export async function writeVariety({ rows: measured, notes }, words) {
  const finished = measured.filter(({ skipped }) => skipped === undefined);
  const { rows, commandOf } = await mergeResults(JSON_FILE, finished, `npm run bench -- ${words.join(' ')}`);
  const names = [...new Set(rows.map(({ dataset }) => dataset))];
  const commands = Object.fromEntries(names.map((name) => [name, commandOf(name)]));
  const result = { bench: 'variety', machine: describeMachine(), commands, notes, rows };
  await writeFile(JSON_FILE, `${JSON.stringify(result, null, 1)}\n`);
  await writeFile(CURVES, drawVariety(rows));
  await replaceSection(HEADING, section(result, names));
}

const FIGURES = ['NDCG@10', 'coverage@10', 'novelty@10', 'diversity@10', 'serendipity@10', 'miscalibration@10'];

function section({ machine, commands, notes, rows }, names) {
  const parts = names.map((name) => {
    const own = rows.filter(({ dataset }) => dataset === name);
    const shown = FIGURES.filter((figure) => own.some((row) => row[figure] !== undefined));
    const heads = ['step', 'share', ...shown, 'NDCG minus the blend'];
    const lines = own.map((row) => [row.name, row.share, ...shown.map((figure) => text(row[figure], figure)), difference(row)]);
    const table = [heads, heads.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
    return `## ${name}, ${own[0].shoppers} shoppers\n\n\`${commands[name]}\`\n\n${table}\n`;
  });
  return [
    `${HEADING}\n`,
    `Run on ${machine.processor}, ${machine.cores} cores; all rows are in [results/variety.json](results/variety.json).\n`,
    ...notes.map((note) => `- ${note}`),
    '\n![Cost and gain of each step, by its share](results/variety.svg)\n',
    ...parts,
  ].join('\n');
}

function text(value, figure) {
  if (value === undefined) return '';
  return figure.startsWith('novelty') ? value.toFixed(2) : value.toFixed(4).replace(/^(-?)0\./, '$1.');
}

function difference({ ΔNDCG: found, '±ΔNDCG': spread }) {
  return found === undefined ? '' : `${text(found, '')} ±${text(spread, '')}`;
}
