import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { buildShippedPack } from './build-shipped-pack.mjs';
import { DATA_FOLDER, missingFile, readGzippedLines } from './data-folder.mjs';

/** Packs of fewer parts, made in a minute: without teacher, mixture and content. */
const PLAIN = ['--teacher', 'none', '--mixture', 'none', '--without-content'];
const COMMAND_LINE = 'dist/cli.js';

const FOLDER = '.cache/bench/held-out';
const SAMPLE = '.cache/bench/sample';

const LOGS = {
  sample: {
    events: `${SAMPLE}/events.csv`,
    catalog: `${SAMPLE}/catalog.tsv`,
    read: ([user, itemId, timestamp, name]) => ({ user: user.replace('shopper-', ''), itemId, time: Date.parse(timestamp), name }),
  },
  retailrocket: {
    events: `${DATA_FOLDER}/retailrocket/log.csv.gz`,
    read: ([user, itemId, time, name, session]) => ({ user, itemId, time: Number(time) * 1000, name, session }),
  },
  'online-retail': {
    events: `${DATA_FOLDER}/online-retail/events.csv.gz`,
    catalog: `${DATA_FOLDER}/online-retail/catalog.tsv`,
    // The numbers of credit notes are none of orders.
    read: ([user, itemId, timestamp, name, pieces]) => ({ user, itemId, time: Date.parse(timestamp), name, pieces: Number(pieces) }),
  },
};

/** Lines of a file, packed or not. */
async function* linesOf(path) {
  if (path.endsWith('.gz')) yield* readGzippedLines(path);
  else yield* readFileSync(path, 'utf8').trim().split('\n');
}

/**
 * Holds every fifth shopper of a log out, and builds a pack of the others. A pack that is newer than the command line is used again.
 *
 * @param name `retailrocket`, `online-retail`, or `sample`, the made-up shop of the demo
 * @returns the folder of the `pack`, and the held-out `logs`, oldest first, each of `{ itemId, time, name }` and what else the log tells; or what is `missing`
 */
export async function holdOutLogs(name) {
  const folder = `${FOLDER}/${name}`;
  if (name === 'sample') execFileSync(process.execPath, ['scripts/make-sample.mjs', '--out', SAMPLE], { stdio: ['ignore', 2, 2] });
  const { events, catalog = `${folder}/catalog.jsonl`, read } = LOGS[name];
  const missing = missingFile([events, ...(LOGS[name].catalog ? [catalog] : [])]);
  if (missing !== undefined) return { missing };
  await mkdir(folder, { recursive: true });
  const [lines, held, items] = [[], new Map(), new Map()];
  for await (const line of linesOf(events)) {
    const cells = line.split(',');
    const { user, ...event } = read(cells);
    // Sales without a customer.
    if (user === '') continue;
    // The first line has the names of the columns.
    if (lines.length > 0)
      items.set(event.itemId, JSON.stringify({ id: event.itemId, title: `Item ${event.itemId}`, product_type: cells[5] }));
    if (lines.length === 0 || Number(user) % 5 !== 0) lines.push(line);
    else held.set(user, [...(held.get(user) ?? []), event]);
  }
  const pack = `${folder}/pack`;
  const timeOf = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);
  if (timeOf(`${pack}/pack.json`) <= timeOf(COMMAND_LINE)) {
    if (!LOGS[name].catalog) await writeFile(catalog, [...items.values()].join('\n'));
    await writeFile(`${folder}/events.csv`, lines.join('\n'));
    buildShippedPack(catalog, `${folder}/events.csv`, pack, PLAIN);
  }
  return { pack, logs: [...held.values()].map((log) => log.sort((a, b) => a.time - b.time)) };
}
