// What the pictures of lists tell whoever serves them of the item looked at last, with and without a remedy.
import { measureFormats } from './leak/measure-formats.mjs';
import { holdOutShoppers } from './tools/data/hold-out-shoppers.mjs';
import { importMeasurements } from './tools/import-measurements.mjs';
import { REPOSITORY_ROOT } from './tools/repository-root.mjs';

const FOLDER = '.cache/bench/leak';
const SHOPPERS = 1000;
const QUICK_SHOPPERS = 200;

/** Columns of the printed table. */
export const COLUMNS = [
  'name',
  'lists',
  'pictures',
  'first',
  'five',
  'bits',
  'learned',
  'HR',
  'pictured',
  'ahead',
  'megabytes',
  'bytes',
  'decibels',
  'skipped',
];

const NOTES = [
  'Beauty, every fifth shopper held out of the pack; lists of twelve for their history without its last item, which HR is about; the item before it is the last view.',
  'pictured: share of the places of a list with a picture of the pack; ahead: pictures that every such page fetches in files of the pack, megabytes: at the bytes of the first format.',
  'Formats: pictures of 96 x 96 pixels of 256 of the sample shop, with grain as photos have; bytes per picture, decibels: PSNR against the same picture unpacked.',
  'The observer has the pack and sees for which items pictures were fetched. first, five: its guess of the last view is right at once, among five; bits: what it believes to learn, learned: what it does.',
];

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`
 */
export async function runBenchmark({ quick }) {
  process.chdir(REPOSITORY_ROOT);
  const { missing, pack, shoppers } = await holdOutShoppers(FOLDER);
  if (missing !== undefined) return { machine: {}, notes: NOTES, rows: [{ name: 'beauty', skipped: missing }], ratios: {} };
  const { measureGuesses } = await importMeasurements(['leak/measure-guesses.ts'], FOLDER);
  const guesses = await measureGuesses(pack, shoppers.slice(0, quick ? QUICK_SHOPPERS : SHOPPERS));
  const formats = await measureFormats();
  const [{ bytes }] = formats;
  const rows = [...guesses.map((row) => (row.ahead === undefined ? row : { ...row, megabytes: (row.ahead * bytes) / 1e6 })), ...formats];
  const [none] = guesses;
  const ratios = Object.fromEntries(guesses.slice(1).map(({ name, first }) => [`first guess right, ${name} / none`, first / none.first]));
  return { machine: {}, notes: NOTES, rows, ratios };
}
