import { basename, dirname } from 'node:path';

/**
 * What figures of a log are headed with.
 *
 * @param path of the log
 * @returns the folder's name where the file is only called `events`, else the file's
 */
export function datasetName(path: string): string {
  const name = basename(path).replace(/(\.(csv|tsv|jsonl|ndjson|json|parquet|gz))+$/i, '');
  const folder = basename(dirname(path));
  return name === 'events' && folder !== '' && folder !== '.' ? folder : name;
}
