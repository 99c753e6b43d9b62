const print = (text) => process.stdout.write(`${text}\n`);

/** A number with three significant digits. */
function shorten(value) {
  if (typeof value !== 'number') return value === undefined ? '' : String(value);
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
}

/**
 * Prints a benchmark's result as a table.
 *
 * @param result of `runBenchmark`, with the name and the machine
 * @param columns names of the row fields to print
 */
export function printTable({ bench, machine, notes, rows, ratios }, columns) {
  print(`${bench}`);
  for (const [name, value] of Object.entries(machine)) print(`  ${name}: ${value}`);
  for (const note of notes) print(`  - ${note}`);
  const cells = [columns, ...rows.map((row) => columns.map((column) => shorten(row[column])))];
  const widths = columns.map((_, place) => Math.max(...cells.map((line) => line[place].length)));
  const isText = columns.map((column) => rows.some((row) => typeof row[column] === 'string'));
  print('');
  for (const line of cells) {
    print(
      line
        .map((cell, place) => (isText[place] ? cell.padEnd(widths[place]) : cell.padStart(widths[place])))
        .join('  ')
        .trimEnd(),
    );
  }
  if (Object.keys(ratios).length > 0) print('\nRatio to the peer, more than 1 is better:');
  for (const [name, ratio] of Object.entries(ratios)) print(`  ${name}: ${shorten(ratio)}`);
}
