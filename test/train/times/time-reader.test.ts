import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDuckDatabase, sqlText } from '../../../src/train/input/open-duck-database.js';
import { surveyShapeSql } from '../../../src/train/times/survey-shape-sql.js';
import { TIMES_READ, timeReader } from '../../../src/train/times/time-reader.js';

const NOW = Date.UTC(2026, 10, 30);
const NOON = Date.UTC(2026, 5, 1, 14, 10, 2);

/** Reads one text, beside others of its column. */
function read(text: string, ...others: readonly string[]): number | null {
  return timeReader([text, ...others], { now: NOW }).read(text);
}

function notesOf(texts: readonly string[], dayFirst?: boolean): string[] {
  return timeReader(texts, { now: NOW, dayFirst }).notes.map(({ code, option }) => `${code} ${option ?? ''}`.trim());
}

describe('times of feeds and logs', () => {
  it('are read with any zone form', () => {
    for (const zone of [
      'Z',
      ' Z',
      ' UTC',
      ' GMT',
      '+00',
      '+0000',
      '+00:00',
      ' +0000',
      ' +00:00',
      ' +0000 UTC',
      '+00:00[Europe/London]',
      ' +0000 UTC m=+0.01',
    ])
      expect([zone, read(`2026-06-01 14:10:02${zone}`), read(`2026-06-01T14:10:02${zone}`)]).toEqual([zone, NOON, NOON]);
    for (const [zone, hours] of [
      [' PDT', 7],
      ['-0400', 4],
      [' -0400', 4],
      ['-04', 4],
      ['+02:00', -2],
      [' EST', 5],
      [' CEST', -2],
      ['+05:30', -5.5],
    ] as const)
      expect([zone, read(`2026-06-01 14:10:02${zone}`)]).toEqual([zone, NOON + hours * 3_600_000]);
    expect(read('2026-06-01 14:10:02 XYZ')).toBe(null);
  });

  it('are read in the ways that people and programs write them', () => {
    const second = [
      '2026-06-01T14:10:02',
      '2026/06/01 14:10:02',
      '6/1/2026, 2:10:02 PM',
      '6/1/2026, 2:10:02\u202fPM',
      'Mon, 01 Jun 2026 14:10:02 GMT',
      'Mon Jun  1 14:10:02 2026',
    ];
    second.push(
      'Jun 1, 2026, 2:10:02 PM',
      'Mon Jun 01 2026 16:10:02 GMT+0200 (Central European Summer Time)',
      '01/Jun/2026:14:10:02 +0000',
      'Mon Jun  1 07:10:02 PDT 2026',
    );
    second.push(
      '20260601T141002Z',
      '20260601 14:10:02',
      '20260601141002',
      '1780323002',
      '1780323002.0',
      '1780323002000',
      '1780323002000000',
      '1.780323002E+12',
      '1780323002000000000',
    );
    for (const text of second) expect([text, read(text)]).toEqual([text, NOON]);
    const minute = ['01.06.2026 14:10', '2026-06-01T14:10', '202606011410', '1 June 2026 14:10', '01-Jun-26 14:10', '6/1/26 2:10 p.m.'];
    for (const text of minute) expect([text, read(text)]).toEqual([text, NOON - 2000]);
    for (const text of ['2026-06-01', '20260601', '01.06.2026', '2026060100', '46174', '2026-06', 'June 1, 2026'])
      expect([text, read(text)]).toEqual([text, Date.UTC(2026, 5)]);
    expect([read('2026-06-01 14:10:02,123'), read('2026-06-01T14:10:02.123456789Z'), read('1780323002.123')]).toEqual([
      NOON + 123,
      NOON + 123,
      NOON + 123,
    ]);
    expect(Math.round((read('46174.59031') ?? 0) / 60_000)).toBe(Math.round((NOON + 400) / 60_000));
    for (const { examples } of TIMES_READ) for (const text of examples) expect([text, read(text)]).not.toEqual([text, null]);
  });

  it('are no times where there is no such day, hour or month', () => {
    for (const text of [
      '2026-02-30',
      '2026-06-01 25:00:00',
      '2026-06-01 14:60',
      '31.04.2026',
      '1 Foo 2026',
      'yesterday',
      '',
      '2026-06-01 14:10:61',
    ])
      expect([text, read(text)]).toEqual([text, null]);
  });

  it('are day first or month first as a number above 12 tells, whatever was asked', () => {
    expect([read('01/06/2026', '13/06/2026'), read('06/01/2026', '06/13/2026')]).toEqual([Date.UTC(2026, 5), Date.UTC(2026, 5)]);
    expect(notesOf(['01/06/2026 10:00Z', '13/06/2026 10:00Z'])).toEqual([]);
    expect(timeReader(['06/01/2026', '06/13/2026'], { now: NOW, dayFirst: true }).notes[0].message).toMatch(/month first, not as asked/);
    expect(notesOf(['13/06/2026 10:00Z', '06/13/2026 10:00Z', '14/06/2026 10:00Z'])).toEqual(['mixed-date-order']);
  });

  it('have the order asked for, or the one of the shorter period, or a guess that is told, where no number is above 12', () => {
    const alone = '01/06/2026 10:00Z';
    expect([read(alone), notesOf([alone])]).toEqual([Date.UTC(2026, 0, 6, 10), ['date-order --day-first']]);
    expect([timeReader([alone], { dayFirst: true, now: NOW }).read(alone), notesOf([alone], true)]).toEqual([Date.UTC(2026, 5, 1, 10), []]);
    const week = ['01/06/2026', '02/06/2026', '05/06/2026'];
    expect([read(week[0], ...week), notesOf(week)]).toEqual([Date.UTC(2026, 5), ['date-order', 'no-zone']]);
    // Times of another shape in the same log show the period.
    expect(read('06/01/2026 10:00', '2026-06-01T14:10:02.380Z', '2026-06-12T14:10:02.380Z')).toBe(Date.UTC(2026, 5, 1, 10));
    // 11 December would be after today.
    expect(read('12/11/2026', '11/10/2026')).toBe(Date.UTC(2026, 10, 12));
  });

  it('are refused where a number would be decades away, and positions where all numbers are small', () => {
    expect([read('3', '2026-06-01'), read('0', '1780323002'), read('99999999999999999999')]).toEqual([null, null, null]);
    expect([read('3', '1', '2'), notesOf(['3', '1', '2'])]).toEqual([3000, ['times-are-positions']]);
    expect([read('20260230', '20260110', '7'), notesOf(['12', '20260110', '7'])[0]]).toEqual([20_260_230_000, 'no-zone']);
    expect([read('2026'), notesOf(['2026', '2025']), read('2026', '7')]).toEqual([Date.UTC(2026, 0), ['times-are-years'], 2_026_000]);
    expect(notesOf(['1.78032E+12'])).toEqual(['rounded-times']);
  });

  it('are read alike by JavaScript and by the database', async () => {
    const database = await openDuckDatabase({ threads: 1, memoryLimit: '256MB' });
    const digits = (most: number) => fc.integer({ min: 0, max: most });
    const two = (value: number): string => String(value).padStart(2, '0');
    const clock = fc
      .tuple(digits(25), digits(61), digits(61), digits(999_999))
      .chain(([h, m, s, f]) =>
        fc.constantFrom(
          `${two(h)}:${two(m)}`,
          `${h}:${two(m)}`,
          `${two(h)}:${two(m)}:${two(s)}`,
          `${two(h)}:${two(m)}:${two(s)}.${f}`,
          `${two(h)}:${two(m)}:${two(s)},${f}`,
          `${h}:${two(m)} PM`,
          `${h}:${two(m)}:${two(s)} am`,
        ),
      );
    const date = fc
      .tuple(fc.integer({ min: 1985, max: 2105 }), digits(14), digits(33))
      .chain(([y, m, d]) =>
        fc.constantFrom(
          `${y}-${two(m)}-${two(d)}`,
          `${y}/${m}/${d}`,
          `${two(d)}.${two(m)}.${y}`,
          `${m}/${d}/${y}`,
          `${two(d)}-${two(m)}-${y % 100}`,
          `${y}${two(m)}${two(d)}`,
          `${d} Jun ${y}`,
          `Mon, ${two(d)} Sept ${y}`,
          `Fob ${d}, ${y}`,
          `March ${d}, ${y}`,
        ),
      );
    const zone = fc.constantFrom('', '', 'Z', ' UTC', ' PDT', '+02', '-0400', ' -0430', '+05:30', ' GMT+0100 (CET)', ' +0000 UTC', ' QQQ');
    const number = fc.oneof(
      digits(30),
      fc.integer({ min: 0, max: 2e9 }),
      fc.integer({ min: 6e11, max: 4e12 }),
      fc.double({ min: -5e4, max: 2e12, noNaN: true }),
      fc.constantFrom(1.5e15, 1.78e18, 202_606_011_410, 20_260_601_141_002),
    );
    const text = fc.oneof(
      fc.tuple(date, fc.constantFrom(' ', 'T', ', '), clock, zone).map((parts) => parts.join('')),
      fc.tuple(date, zone).map((parts) => parts.join('')),
      number.map(String),
      fc.string({ unit: fc.constantFrom('0', '1', '2', '6', '-', '/', ':', ' ', 'T', 'Z', '.', '+', 'a', '\u00a0'), maxLength: 16 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1, maxLength: 40 }),
        fc.option(fc.boolean(), { nil: undefined }),
        async (texts, dayFirst) => {
          const reader = timeReader(texts, { now: NOW, dayFirst });
          const values = texts.map((value, index) => `(${index}, ${sqlText(value)})`).join(', ');
          const shape = (sample: readonly string[]): string => surveyShapeSql('stamp', sample);
          const rows = await database.rows(`SELECT ${reader.sql('stamp')} AS time, ${reader.sql('stamp', 'shape')} AS again, shape, usual
            FROM (SELECT *, ${shape([])} AS shape, ${shape(texts.slice(0, 5))} AS usual FROM (VALUES ${values}) AS t(row, stamp)) ORDER BY row`);
          const read = texts.map((value) => [value, reader.read(value)]);
          expect(texts.map((value, index) => [value, rows[index].time])).toEqual(read);
          // By the shapes that a log is surveyed by, whatever its first rows have.
          expect(texts.map((value, index) => [value, rows[index].again])).toEqual(read);
          expect(rows.map(({ usual }) => usual)).toEqual(rows.map(({ shape: found }) => found));
        },
      ),
      { numRuns: 150 },
    );
    database.close();
  }, 120_000);
});
