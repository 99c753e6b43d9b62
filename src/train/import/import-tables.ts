import type { DropCount } from '../input/drop-report.js';
import type { DatabaseOptions } from '../input/open-duck-database.js';
import type { ItemNeighbours } from '../models/item-cosine.js';
import type { StepLog } from '../progress/step-log.js';
import type { AlignedFactors } from './align-factors.js';
import { factorNeighbours } from './factor-neighbours.js';
import type { ImportedTable } from './import-report.js';
import type { ImportFiles } from './open-engine-folder.js';
import { readSimilarities } from './read-similarities.js';

/** A table of pairs, with its report. */
interface TableWithReport {
  readonly table: ItemNeighbours;
  readonly report: ImportedTable;
}

/** Input of `importTables`. */
interface TablesRequest {
  readonly files: ImportFiles;
  readonly aligned: AlignedFactors;
  /** Item id to row of the catalogue. */
  readonly rows: ReadonlyMap<string, number>;
  /** Maximum number of entries per item. */
  readonly most: number;
  /** Limits of DuckDB, which reads Parquet. */
  readonly database: DatabaseOptions;
  /** Reports the progress. */
  readonly steps: StepLog;
}

/**
 * Phase 2 of an import: reads the neighbours and the followers. Neighbours without a file are computed from the factors.
 *
 * @param request files, factors and limits
 * @returns followers are null without a file
 * @throws OnshelfError `bad-input`, naming file, row and field
 */
export async function importTables(
  request: TablesRequest,
): Promise<{ readonly neighbours: TableWithReport; readonly followers: TableWithReport | null }> {
  const { files, aligned, rows, most, database, steps } = request;
  const read = async (path: string, withSelf: boolean, step: string): Promise<TableWithReport> => {
    const pairs = { path, rowOf: (id: string) => rows.get(id), items: rows.size, most, withSelf, database };
    const { table, dropped } = await steps.run(step, (progress) => readSimilarities({ ...pairs, progress }), 0, 'rows');
    return { table, report: reportOf(path, table, dropped) };
  };
  const compute = async (): Promise<TableWithReport> => {
    const { factors, dimensions } = aligned;
    const table = await steps.run(
      'neighbours by factors',
      (progress) => factorNeighbours(factors, dimensions, most, progress),
      rows.size,
      'items',
    );
    return { table, report: reportOf('factors', table, []) };
  };
  const neighbours = files.neighbours === undefined ? await compute() : await read(files.neighbours, false, 'reading the neighbours');
  const followers = files.followers === undefined ? null : await read(files.followers, true, 'reading the followers');
  return { neighbours, followers };
}

function reportOf(from: string, { offsets, items }: ItemNeighbours, dropped: readonly DropCount[]): ImportedTable {
  const itemsWithEntries = offsets.reduce((count, offset, row) => count + (row > 0 && offset > offsets[row - 1] ? 1 : 0), 0);
  return { from, entries: items.length, itemsWithEntries, dropped };
}
