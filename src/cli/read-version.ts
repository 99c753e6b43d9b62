import { readFileSync } from 'node:fs';

/** The package's version: package.json is one folder above the built file, two above the source. */
export function readVersion(): string {
  for (const place of ['../package.json', '../../package.json']) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8')) as { name?: string; version?: string };
      if (name === 'onshelf' && version !== undefined) return version;
    } catch {
      // Not there: the next place.
    }
  }
  return 'unknown';
}
