import { basename, dirname } from 'node:path';

/**
 * The name of a log in reports.
 *
 * @param path of the log
 * @returns the folder's name if the file is called `events`, else the file's
 */
export function datasetName(path: string): string {
  const name = basename(path).replace(/(\.(csv|tsv|jsonl|ndjson|json|parquet|gz))+$/i, '');
  const folder = basename(dirname(path));
  return name === 'events' && folder !== '' && folder !== '.' ? folder : name;
}
