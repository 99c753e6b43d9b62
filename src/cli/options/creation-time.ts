import { UsageError } from './usage-error.js';

/**
 * The current time, or that of SOURCE_DATE_EPOCH, for reproducible packs (reproducible-builds.org).
 *
 * @param epoch whole seconds since 1970 as text
 * @returns ISO 8601
 * @throws UsageError where it is not such a number
 */
export function creationTime(epoch: string | undefined): string {
  if (epoch === undefined || epoch === '') return new Date().toISOString();
  const seconds = Number(epoch);
  if (!/^\d+$/.test(epoch) || seconds > 8.64e12)
    throw new UsageError(`SOURCE_DATE_EPOCH is "${epoch}"; it must be whole seconds since 1970.`);
  return new Date(seconds * 1000).toISOString();
}
