// `npm run bench -- NAME [options]`: runs `bench/NAME.mjs` and prints its table, or with --json one JSON object.
import { existsSync, readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describeMachine } from './tools/describe-machine.mjs';
import { printTable } from './tools/print-table.mjs';

/** Benchmarks are the files beside this one. */
const NAMES = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.mjs') && file !== 'run.mjs')
  .map((file) => file.slice(0, -4));

const USAGE = `npm run bench -- NAME [options], NAME is one of: ${NAMES.join(', ')}
  --json           print one JSON object and nothing else
  --quick          small sizes, short measurements
  --sizes 1000,... numbers of items (of events, for scale) in place of the defaults
  --only a,b       only rows with these names; an unknown one ends the run
  --adapter KIND   "software" (the default; the browser tests' GPU) or "hardware"
  --svg            write curves to bench/results/
  --write          write the results of quality or variety to bench/results/ and their section of bench/RESULTS.md
  --rounds N       rounds of each backend, for soak; loads of each contender, for page
  --minutes N      minutes of soak, all backends together, in place of rounds
`;

/** @returns the options, or null if they are invalid */
function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        quick: { type: 'boolean', default: false },
        svg: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
        sizes: { type: 'string' },
        only: { type: 'string' },
        rounds: { type: 'string' },
        minutes: { type: 'string' },
        adapter: { type: 'string', default: 'software' },
      },
    });
    const sizes = values.sizes?.split(',').map(Number);
    const [rounds, minutes] = [values.rounds, values.minutes].map((value) => (value === undefined ? undefined : Number(value)));
    const valid =
      positionals.length === 1 &&
      existsSync(new URL(`${positionals[0]}.mjs`, import.meta.url)) &&
      NAMES.includes(positionals[0]) &&
      ['software', 'hardware'].includes(values.adapter) &&
      [rounds, minutes].every((limit) => limit === undefined || limit > 0) &&
      (sizes === undefined || sizes.every((size) => Number.isInteger(size) && size > 0));
    return valid ? { ...values, name: positionals[0], sizes, rounds, minutes, only: values.only?.split(',') } : null;
  } catch {
    return null;
  }
}

const options = readOptions();
if (options === null) {
  process.stderr.write(USAGE);
  process.exit(2);
}
const { runBenchmark, COLUMNS } = await import(`./${options.name}.mjs`);
const { machine, rows, ratios, notes } = await runBenchmark(options);
const result = { bench: options.name, machine: { ...describeMachine(), ...machine }, notes, rows, ratios };
if (options.json) process.stdout.write(`${JSON.stringify(result, null, 1)}\n`);
else printTable(result, COLUMNS);
