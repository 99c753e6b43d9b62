import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ATTRIBUTE_NOTES } from '../src/train/attributes/read-attributes.js';
import { FILE_NOTES } from '../src/train/containers/input-formats.js';
import { FEED_NOTES } from '../src/train/feed/columns/feed-notes.js';
import { LOG_NOTES } from '../src/train/log/events/log-notes.js';
import { INTAKE_TABLES } from './train/tools/intake-tables.js';

const page = readFileSync('docs/intake.md', 'utf8');

/** The rows of the first table below a heading. */
function rowsBelow(heading: string): string[][] {
  const [, section = ''] = page.split(new RegExp(`^#+ ${heading}$`, 'm'));
  const lines = section.split(/^#+ /m)[0].split('\n');
  const start = lines.findIndex((line) => line.startsWith('| --- '));
  const rows: string[][] = [];
  for (const line of start < 0 ? [] : lines.slice(start + 1)) {
    if (!line.startsWith('| ')) break;
    rows.push(
      line
        .slice(2, -2)
        .split(/(?<!\\) ?\| /)
        .map((cell) => cell.trim()),
    );
  }
  return rows;
}

describe('the page on what a shop may have', () => {
  it.each(Object.keys(INTAKE_TABLES))('lists all and only what the code reads: %s', (heading) => {
    expect(rowsBelow(heading)).toEqual(INTAKE_TABLES[heading].rows.map((row) => row.map((cell) => cell.trim())));
  });

  it('has a code for every note that the readers give, and no other', () => {
    const told = new Set<string>();
    let sources = '';
    for (const room of ['containers', 'records', 'feed', 'log', 'times', 'attributes', 'input', 'locales']) {
      for (const entry of readdirSync(join('src/train', room), { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || /-notes\.ts$|^input-formats\.ts$/.test(entry.name)) continue;
        const source = readFileSync(join(entry.parentPath, entry.name), 'utf8');
        sources += source;
        for (const [, code] of source.matchAll(/\b(?:code: |[nN]ote\(\s*)'([a-z0-9-]+)'/g)) told.add(code);
      }
    }
    const known = new Set(Object.keys({ ...FILE_NOTES, ...FEED_NOTES, ...ATTRIBUTE_NOTES, ...LOG_NOTES }));
    expect([...told].filter((code) => !known.has(code)).sort()).toEqual([]);
    expect([...known].filter((code) => !sources.includes(`'${code}'`)).sort()).toEqual([]);
  });
});
