import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { describeMachine } from '../machine.mjs';
import { drawVariety } from './draw-variety.mjs';

const HEADING = '# What variety costs';
const RESULTS = new URL('../RESULTS.md', import.meta.url);
const JSON_FILE = new URL('../results/variety.json', import.meta.url);
const CURVES = new URL('../results/variety.svg', import.meta.url);

/**
 * Writes `results/variety.json`, its curves, and the section of RESULTS.md that is made of it. What earlier runs found of other logs stays.
 *
 * @param measured by the benchmark
 * @param words of the command line, after `npm run bench --`
 */
export async function writeVariety({ rows: measured, notes }, words) {
  const earlier = existsSync(JSON_FILE) ? JSON.parse(await readFile(JSON_FILE, 'utf8')) : { commands: {}, rows: [] };
  const isNew = (name) => measured.some(({ dataset, skipped }) => dataset === name && skipped === undefined);
  const rows = [...earlier.rows.filter(({ dataset }) => !isNew(dataset)), ...measured.filter(({ dataset }) => isNew(dataset))];
  const names = [...new Set(rows.map(({ dataset }) => dataset))];
  const command = `npm run bench -- ${words.join(' ')}`;
  const commands = Object.fromEntries(names.map((name) => [name, isNew(name) ? command : earlier.commands[name]]));
  const result = { bench: 'variety', machine: describeMachine(), commands, notes, rows };
  await writeFile(JSON_FILE, `${JSON.stringify(result, null, 1)}\n`);
  await writeFile(CURVES, drawVariety(rows));
  const page = await readFile(RESULTS, 'utf8');
  const start = page.indexOf(`${HEADING}\n`);
  const before = start < 0 ? page : page.slice(0, start);
  const next = start < 0 ? -1 : page.indexOf('\n# ', start + HEADING.length);
  await writeFile(RESULTS, `${before.trimEnd()}\n\n${section(result, names)}${next < 0 ? '' : page.slice(next)}`);
}

const FIGURES = ['NDCG@10', 'coverage@10', 'novelty@10', 'diversity@10', 'serendipity@10', 'miscalibration@10'];

function section({ machine, commands, notes, rows }, names) {
  const parts = names.map((name) => {
    const own = rows.filter(({ dataset }) => dataset === name);
    const shown = FIGURES.filter((figure) => own.some((row) => row[figure] !== undefined));
    const heads = ['step', 'share', ...shown, 'NDCG less the blend'];
    const lines = own.map((row) => [row.name, row.share, ...shown.map((figure) => text(row[figure], figure)), difference(row)]);
    const table = [heads, heads.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
    return `## ${name}, ${own[0].shoppers} shoppers\n\n\`${commands[name]}\`\n\n${table}\n`;
  });
  return [
    `${HEADING}\n`,
    `Run on ${machine.processor}, ${machine.cores} cores; the whole of it is in [results/variety.json](results/variety.json).\n`,
    ...notes.map((note) => `- ${note}`),
    '\n![What each step costs and brings, by its share](results/variety.svg)\n',
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
