// What a taste quiz tells of an unknown shopper: NDCG@10 after 0 to 6 answers, by how its pairs are chosen.
import { execFileSync } from 'node:child_process';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';
import { importMeasurements } from './import-measurements.mjs';

const DATA = process.env.ONSHELF_DATA ?? fileURLToPath(new URL('../../shared/data', import.meta.url));
const FOLDER = '.cache/bench/quiz';
const SHOPPERS = 1000;
const QUICK_SHOPPERS = 200;
/** Of five: the shoppers whose number ends so are held out. */
const HELD_OUT = 0;

/** Columns of the printed table. */
export const COLUMNS = ['name', 'answers', 'shoppers', 'NDCG@10', '±NDCG@10', 'skipped'];

const NOTES = [
  'Beauty, every fifth shopper held out of the pack. Each is unknown but for their answers; of two items they choose the one that the blend, knowing their true history without its last item, scores higher. The last item is to be found in a list of the whole catalogue.',
  '±NDCG@10: half of the 95 % interval of the mean, over shoppers.',
];

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`
 */
export async function runBenchmark({ quick }) {
  process.chdir(fileURLToPath(new URL('..', import.meta.url)));
  const events = `${DATA}/beauty/events.csv.gz`;
  if (!existsSync(events)) {
    return {
      machine: {},
      notes: NOTES,
      rows: [{ name: 'beauty', skipped: `${events} is not there (ONSHELF_DATA names the folder)` }],
      ratios: {},
    };
  }
  await mkdir(FOLDER, { recursive: true });
  const { lines, shoppers } = await partLog(events);
  await writeFile(`${FOLDER}/events.csv`, lines.join('\n'));
  await writeFile(`${FOLDER}/catalog.jsonl`, await catalogOf(lines));
  if (!existsSync('dist/cli.js')) execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: ['ignore', 2, 2] });
  const files = ['--catalog', `${FOLDER}/catalog.jsonl`, '--events', `${FOLDER}/events.csv`, '--out', `${FOLDER}/pack`];
  execFileSync(process.execPath, ['dist/cli.js', 'build', ...files, '--json'], { stdio: ['ignore', 'ignore', 2] });
  const { measureQuiz } = await importMeasurements('quiz/measure-quiz.ts', FOLDER);
  const rows = await measureQuiz(`${FOLDER}/pack`, shoppers.slice(0, quick ? QUICK_SHOPPERS : SHOPPERS));
  return { machine: {}, notes: NOTES, rows, ratios: {} };
}

/** A feed of the log's items, in categories where the dataset has some. */
async function catalogOf([, ...lines]) {
  const categories = new Map();
  const attributes = createReadStream(`${DATA}/beauty/attributes.jsonl.gz`).pipe(createGunzip());
  for await (const line of createInterface({ input: attributes })) {
    const { id, attributes: names } = JSON.parse(line);
    categories.set(id, names.join(' > '));
  }
  const items = new Set(lines.map((line) => line.split(',')[1]));
  return [...items].map((id) => JSON.stringify({ id, title: `Item ${id}`, product_type: categories.get(id) })).join('\n');
}

/** The log without the shoppers held out, and theirs: item ids, oldest first. */
async function partLog(path) {
  const lines = [];
  const held = new Map();
  for await (const line of createInterface({ input: createReadStream(path).pipe(createGunzip()) })) {
    const [user, item, time] = line.split(',');
    if (lines.length === 0 || Number(user) % 5 !== HELD_OUT) lines.push(line);
    else held.set(user, [...(held.get(user) ?? []), { item, time: Number(time) }]);
  }
  const shoppers = [...held.values()].map((touches) => touches.sort((a, b) => a.time - b.time).map(({ item }) => item));
  return { lines, shoppers };
}
