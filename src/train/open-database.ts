import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance, Json } from '@duckdb/node-api';
import { messageOf, OnshelfError } from '../core/onshelf-error.js';
import type { ProgressStep } from './progress.js';

/** How often a long statement is asked how far it has come, milliseconds. */
const PROGRESS_EVERY = 200;

/** How much of the machine DuckDB may take. */
export interface DatabaseOptions {
  /** As DuckDB writes sizes: `4GB`, `512MB`. What does not fit goes to disk. Default 4GB. */
  readonly memoryLimit?: string | undefined;
  /** Default: all cores. */
  readonly threads?: number | undefined;
  /** Where the working folder is made. Default: the system's folder for temporary files. */
  readonly temporaryFolder?: string | undefined;
}

/** An embedded DuckDB in a folder of its own, gone after `close`. */
export interface Database {
  /** Runs a statement; a long one tells how far it has come, in per cent by DuckDB's own guess. */
  run(sql: string, progress?: ProgressStep): Promise<void>;
  /** All rows of a small result. 64-bit integers arrive as text. */
  rows(sql: string): Promise<Record<string, Json>[]>;
  /** A large result, chunk by chunk. */
  chunks(sql: string): AsyncIterable<DuckDBDataChunk>;
  /** Makes a table `NAME(row UINTEGER, text VARCHAR)` of a list. */
  addTexts(name: string, texts: Iterable<string>): Promise<void>;
  close(): void;
}

/**
 * Opens a database that cannot reach the network: extensions are neither installed nor loaded, so `http:` and `s3:`
 * have no file system.
 *
 * @param options memory, threads, place
 * @throws OnshelfError `bad-input` where DuckDB is not installed or refuses the options, or the folder for temporary files cannot be
 *   written
 */
export async function openDatabase(options: DatabaseOptions = {}): Promise<Database> {
  const duckDB = await importDuckDB();
  const folder = makeFolder(options.temporaryFolder ?? tmpdir());
  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true });
  // A build that is broken off must not leave gigabytes behind.
  process.once('exit', removeFolder);
  let instance: DuckDBInstance;
  let connection: DuckDBConnection;
  try {
    // A file, unlike `:memory:`, is compressed and may outgrow the memory.
    instance = await duckDB.DuckDBInstance.create(join(folder, 'build.duckdb'), {
      memory_limit: options.memoryLimit ?? '4GB',
      temp_directory: join(folder, 'spill'),
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
      ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
    });
    connection = await instance.connect();
    // Times without a zone are UTC, wherever the build runs.
    await connection.run("SET TimeZone = 'UTC'; SET enable_progress_bar = true; SET enable_progress_bar_print = false");
  } catch (error) {
    process.off('exit', removeFolder);
    removeFolder();
    throw new OnshelfError('bad-input', `DuckDB did not start: ${messageOf(error)}`, error);
  }
  return {
    run: async (sql, progress) => {
      // Before it knows, DuckDB says -1.
      const ask = (): void => progress?.update(Math.max(0, connection.progress.percentage));
      const timer = progress === undefined ? undefined : setInterval(ask, PROGRESS_EVERY);
      try {
        await connection.run(sql);
      } finally {
        clearInterval(timer);
      }
    },
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson(),
    chunks: (sql) => streamChunks(connection, sql),
    addTexts: async (name, texts) => {
      await connection.run(`CREATE TABLE ${name} (row UINTEGER, text VARCHAR)`);
      const appender = await connection.createAppender(name);
      let row = 0;
      for (const text of texts) {
        appender.appendUInteger(row++);
        appender.appendVarchar(text);
        appender.endRow();
      }
      appender.closeSync();
    },
    close: () => {
      connection.closeSync();
      // Its memory would stay taken until the garbage collector came by, while the training needs it.
      instance.closeSync();
      process.off('exit', removeFolder);
      removeFolder();
    },
  };
}

function makeFolder(parent: string): string {
  try {
    return mkdtempSync(join(parent, 'onshelf-'));
  } catch (error) {
    throw new OnshelfError(
      'bad-input',
      `No temporary files can be kept in ${parent}: ${messageOf(error)}. Name another folder: --temp DIR`,
      error,
    );
  }
}

async function* streamChunks(connection: DuckDBConnection, sql: string): AsyncGenerator<DuckDBDataChunk> {
  const result = await connection.stream(sql);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    yield chunk;
  }
}

async function importDuckDB(): Promise<typeof import('@duckdb/node-api')> {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    throw new OnshelfError(
      'bad-input',
      `DuckDB, which reads the logs, is not installed on this machine (${messageOf(error).split('\n')[0]}). Run: npm install @duckdb/node-api`,
      error,
    );
  }
}

/** A text as an SQL literal. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as an SQL identifier. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
