import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FILE_NOTES, INPUT_CONTAINERS, INPUT_ENCODINGS, INPUT_KINDS, RECORD_FAULTS } from '../../../src/train/containers/input-formats.js';
import { INPUT_LIMITS, mebibytes } from '../../../src/train/files/input-limits.js';
import { readSources } from '../../structure/read-sources.js';

describe('the tables of input formats', () => {
  it('have every code and fault that the readers report', () => {
    const sources = readSources().filter(
      ({ path }) => /^src\/train\/(containers|records)\//.test(path) && !path.endsWith('input-formats.ts'),
    );
    const text = sources.map((source) => source.text).join('\n');
    const codes = [...text.matchAll(/code: '([a-z0-9-]+)'/g)].map(([, code]) => code);
    expect([...new Set(codes)].sort()).toEqual(Object.keys(FILE_NOTES).sort());
    for (const fault of Object.keys(RECORD_FAULTS)) expect(text).toContain(`'${fault}'`);
    expect(INPUT_CONTAINERS).toEqual(['gzip', 'zstd', 'zip']);
    expect(Object.keys(INPUT_KINDS)).toHaveLength(5);
    expect(INPUT_ENCODINGS).toContain('UTF-16LE');
  });

  it('have limits that docs/scale.md states', () => {
    const page = readFileSync('docs/scale.md', 'utf8');
    for (const row of [
      `| a line of CSV, TSV or JSON Lines | ${mebibytes(INPUT_LIMITS.lineBytes)} |`,
      `| a quoted field over several lines, a JSON object | ${mebibytes(INPUT_LIMITS.recordCharacters)} |`,
      `| lists and objects inside each other (of a log: in lines beyond 64 KiB) | ${INPUT_LIMITS.jsonDepth} |`,
      `| what gzip, zstd or ZIP unpacks to | ${mebibytes(INPUT_LIMITS.unpackedBytes)}, or ${INPUT_LIMITS.unpackedRatio} times the packed size |`,
      `| an Excel workbook, unpacked | ${mebibytes(INPUT_LIMITS.workbookBytes)} |`,
    ])
      expect(page).toContain(row);
  });
});
