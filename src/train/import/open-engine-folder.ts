import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseOptions } from '../input/open-duck-database.js';
import { openTable } from './open-table.js';
import { numberOf } from './read-table-factors.js';

/** Paths of the parts of an import. */
export interface ImportFiles {
  readonly factors: string;
  /** Table from the engine's keys to the shop's ids. */
  readonly items?: string | undefined;
  readonly neighbours?: string | undefined;
  readonly followers?: string | undefined;
}

/** Settings of the factorisation, from the engine's folder. */
export interface EngineSettings {
  readonly alpha?: number;
  readonly regularization?: number;
  readonly halfLifeDays?: number;
}

/** Name of the folder in a saved `ALSModel` of Spark. */
const SPARK_FACTORS = 'itemFactors';

/**
 * Finds the parts in a folder with `itemFactors`: a saved `ALSModel`, or the output of `distributed/spark_als.py`, which also has
 * `items`, `neighbours`, `followers` and `settings`. Paths of the command line take precedence.
 *
 * @param files paths of the command line
 * @param database limits of DuckDB
 * @throws OnshelfError `bad-input` where the settings cannot be read
 */
export async function openEngineFolder(files: ImportFiles, database: DatabaseOptions): Promise<ImportFiles & { settings: EngineSettings }> {
  const inside = (name: string): string | undefined => (existsSync(join(files.factors, name)) ? join(files.factors, name) : undefined);
  const factors = existsSync(files.factors) && statSync(files.factors).isDirectory() ? inside(SPARK_FACTORS) : undefined;
  if (factors === undefined) return { ...files, settings: {} };
  const path = inside('settings');
  return {
    factors,
    items: files.items ?? inside('items'),
    neighbours: files.neighbours ?? inside('neighbours'),
    followers: files.followers ?? inside('followers'),
    settings: path === undefined ? {} : await readSettings(path, database),
  };
}

async function readSettings(path: string, database: DatabaseOptions): Promise<EngineSettings> {
  const settings: { -readonly [Key in keyof EngineSettings]: number } = {};
  for await (const { place, values } of (await openTable(path, database)).rows()) {
    for (const name of ['alpha', 'regularization', 'halfLifeDays'] as const)
      if (name in values) settings[name] = numberOf(values[name], place, name);
  }
  return settings;
}
