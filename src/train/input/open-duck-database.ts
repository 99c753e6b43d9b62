import { constants, copyFileSync, mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance, Json } from '@duckdb/node-api';
import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { expectFile } from '../files/expect-file.js';
import { makeWorkFolder, type WorkFolder } from '../files/work-folder.js';
import type { ProgressStep } from '../progress/progress.js';

/** Interval of the progress of a statement, milliseconds. */
const PROGRESS_EVERY = 200;

/** Limits of DuckDB. */
export interface DatabaseOptions {
  /** Memory limit as DuckDB writes sizes: `4GB`, `512MB`. Other data goes to disk. Default 4GB. */
  readonly memoryLimit?: string | undefined;
  /** Default: all cores. */
  readonly threads?: number | undefined;
  /** Parent of the work folder. Default: the system's temporary folder. */
  readonly temporaryFolder?: string | undefined;
}

/** An embedded DuckDB in a temporary folder, which `close` removes. */
export interface DuckDatabase {
  /** Runs a statement; reports its progress in per cent, as DuckDB estimates it. */
  run(sql: string, progress?: ProgressStep): Promise<void>;
  /** All rows of a small result. 64-bit integers arrive as text. */
  rows(sql: string): Promise<Record<string, Json>[]>;
  /** A large result, chunk by chunk. */
  chunks(sql: string): AsyncIterable<DuckDBDataChunk>;
  /**
   * An input as an SQL literal: the path of a link with a safe name, because the file's own name could be a pattern or an address.
   *
   * @param path one of the inputs
   */
  source(path: string): string;
  /** The path of the input for a path that DuckDB reports, as in its column `filename`. */
  inputOf(name: string): string;
  /** Creates a table `NAME(row UINTEGER, text VARCHAR)` from a list. */
  addTexts(name: string, texts: Iterable<string>): Promise<void>;
  close(): void;
}

/**
 * Opens a database that can access only its own folder and the inputs: no network, no extensions, no other files. No statement can
 * change that.
 *
 * @param options memory, threads, folder
 * @param inputs paths of the files that it may read
 * @param writable a folder that it may write to as well; null: none
 * @throws OnshelfError `bad-input` where DuckDB is not installed or rejects the options, the temporary folder cannot be
 *   written, or an input is not a file
 */
export async function openDuckDatabase(
  options: DatabaseOptions = {},
  inputs: readonly string[] = [],
  writable: string | null = null,
): Promise<DuckDatabase> {
  const duckDB = await importDuckDB();
  for (const path of inputs) expectFile(path);
  // An interrupted build must not leave gigabytes of data about shoppers.
  const folder = makeWorkFolder(options.temporaryFolder);
  let instance: DuckDBInstance;
  let connection: DuckDBConnection;
  let links: Links;
  try {
    links = linkInputs(folder, inputs);
    // Unlike `:memory:`, a file is compressed and can exceed the memory.
    instance = await duckDB.DuckDBInstance.create(join(folder.path, 'build.duckdb'), {
      memory_limit: options.memoryLimit ?? '4GB',
      temp_directory: join(folder.path, 'spill'),
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
      allow_persistent_secrets: 'false',
      ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
    });
    connection = await instance.connect();
    // Times without a zone are UTC, wherever the build runs.
    await connection.run("SET TimeZone = 'UTC'; SET enable_progress_bar = true; SET enable_progress_bar_print = false");
    // DuckDB resolves a link before it checks the path.
    await connection.run(`SET allowed_paths = [${links.allowed.map(sqlText).join(', ')}]`);
    if (writable !== null) await connection.run(`SET allowed_directories = [${sqlText(join(writable, '/'))}]`);
    await connection.run('SET enable_external_access = false; SET lock_configuration = true');
  } catch (error) {
    folder.remove();
    throw new OnshelfError('bad-input', `DuckDB did not start: ${messageOf(error)}`, error);
  }
  const translate = (error: unknown): Error => new Error(links.translate(messageOf(error)), { cause: error });
  return {
    run: async (sql, progress) => {
      // Without an estimate DuckDB returns -1.
      const ask = (): void => progress?.update(Math.max(0, connection.progress.percentage));
      const timer = progress === undefined ? undefined : setInterval(ask, PROGRESS_EVERY);
      try {
        await connection.run(sql);
      } catch (error) {
        throw translate(error);
      } finally {
        clearInterval(timer);
      }
    },
    rows: async (sql) => {
      try {
        return (await connection.runAndReadAll(sql)).getRowObjectsJson();
      } catch (error) {
        throw translate(error);
      }
    },
    chunks: (sql) => streamChunks(connection, sql, translate),
    source: (path) => sqlText(links.linkOf(path)),
    inputOf: links.translate,
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
      // Frees its memory at once; the garbage collector would be late, and the training needs it.
      instance.closeSync();
      folder.remove();
    },
  };
}

/** Links to the inputs, with safe names. */
interface Links {
  /** Real paths of the inputs. */
  readonly allowed: readonly string[];
  linkOf(path: string): string;
  /** Replaces the links in a text of DuckDB by the inputs' paths. */
  translate(text: string): string;
}

function linkInputs(folder: WorkFolder, inputs: readonly string[]): Links {
  const inside = join(folder.path, 'inputs');
  mkdirSync(inside, { mode: 0o700 });
  const allowed: string[] = [];
  const links = new Map<string, string>();
  for (const path of new Set(inputs)) {
    const link = join(inside, `${links.size}.input`);
    const real = realpathSync(path);
    try {
      symlinkSync(real, link);
    } catch {
      // On Windows most users cannot make links.
      copyFileSync(real, link, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    }
    links.set(path, link);
    allowed.push(real);
  }
  return {
    allowed,
    linkOf: (path) => {
      const link = links.get(path);
      if (link === undefined) throw new OnshelfError('bad-argument', `${path} is not an input of the database.`);
      return link;
    },
    translate: (text) => {
      let translated = text;
      for (const [path, link] of links) translated = translated.replaceAll(link, () => path);
      return translated;
    },
  };
}

async function* streamChunks(
  connection: DuckDBConnection,
  sql: string,
  translate: (error: unknown) => Error,
): AsyncGenerator<DuckDBDataChunk> {
  const next = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw translate(error);
    }
  };
  const result = await next(() => connection.stream(sql));
  for (;;) {
    const chunk = await next(() => result.fetchChunk());
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
