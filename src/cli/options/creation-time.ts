import { UsageError } from './usage-error.js';

/**
 * Now, or what SOURCE_DATE_EPOCH says, for packs that can be repeated to the byte (reproducible-builds.org).
 *
 * @param epoch whole seconds since 1970 as text
 * @returns ISO 8601
 * @throws UsageError where that is no such number
 */
export function creationTime(epoch: string | undefined): string {
  if (epoch === undefined || epoch === '') return new Date().toISOString();
  const seconds = Number(epoch);
  if (!/^\d+$/.test(epoch) || seconds > 8.64e12)
    throw new UsageError(`SOURCE_DATE_EPOCH is "${epoch}"; it must be whole seconds since 1970.`);
  return new Date(seconds * 1000).toISOString();
}
