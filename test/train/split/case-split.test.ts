import { describe, expect, it } from 'vitest';
import { readCases } from '../../../src/train/log/read-cases.js';
import { SILENT_PROGRESS } from '../../../src/train/progress/progress.js';
import { caseSplit } from '../../../src/train/split/case-split.js';
import { put, temporaryFolder } from '../../cli/tools/shop-files.js';
import { interactionsOf } from '../tools/interactions-of.js';

const folder = temporaryFolder();
const step = SILENT_PROGRESS.step('', 0, '');
const read = (content: string): ReturnType<typeof readCases> => readCases(put(folder, 'cases.csv', content), step);

describe('a file of cases', () => {
  it('gives histories in order and the next item', async () => {
    expect(await read('target,history\nc,a b a\nd,c\n')).toEqual([
      { line: 2, history: ['a', 'b', 'a'], target: 'c' },
      { line: 3, history: ['c'], target: 'd' },
    ]);
  });

  it('is rejected with file, line and column where a value is missing', async () => {
    const faults: [string, RegExp][] = [
      ['past,target\na,b\n', /cases\.csv has no column "history"; its columns are: past, target/],
      ['history,target\na,b\n,c\n', /cases\.csv, line 3: history "" has no item/],
      ['history,target\na,\n', /cases\.csv, line 2: target "" has no item/],
      ['history,target\na,b c\n', /cases\.csv, line 2: target "b c" has more than one item/],
      ['history,target\na,b\na\n', /cases\.csv, line 3: /],
      ['history,target\n', /cases\.csv has no case/],
      ['{"history":"a","target":"b"}\n', /cases\.csv is not CSV or TSV/],
    ];
    for (const [content, sentence] of faults) {
      await expect(read(content)).rejects.toMatchObject({ code: 'bad-input', message: expect.stringMatching(sentence) });
    }
  });
});

describe('the cases protocol', () => {
  const sessions = Array.from({ length: 30 }, (_, user) => [user % 4, (user + 1) % 4, (user + 2) % 4]);
  const log = {
    interactions: interactionsOf(
      sessions,
      4,
      sessions.flatMap(() => [1, 2, 3]),
    ),
    itemIds: ['a', 'b', 'c', 'd'],
    // As text, 9 sorts after 29.
    userIds: sessions.map((_, user) => String(user)),
    rows: 90,
    dropped: [],
    compactDates: false,
    facts: { files: [], used: [], unused: [], period: null, events: [], notes: [] },
  };
  const cases = [
    { line: 2, history: ['a', 'nowhere', 'b'], target: 'b' },
    { line: 3, history: ['c'], target: 'unseen' },
  ];

  it('makes a new shopper of each case, also for a target that is not in the catalogue', () => {
    const { test, training } = caseSplit(log, cases, 1, 'none');
    expect(training).toBe(log.interactions);
    expect(test.map(({ targets, unreachable, exclude }) => [targets, unreachable, exclude])).toEqual([
      [[1], false, 'none'],
      [[-1], false, 'none'],
    ]);
    expect(test[0].profile.interactions.map(({ itemId }) => itemId)).toEqual(['a', 'nowhere', 'b']);
    expect(caseSplit(log, cases, 1, 'seen').test.map(({ unreachable }) => unreachable)).toEqual([true, false]);
  });

  it('tunes on the item after each event of the last tenth of the sessions, with training on the others', () => {
    const { tuning, tuningTraining } = caseSplit(log, cases, 1, 'none');
    expect(new Set(tuning.map(({ user }) => log.userIds[user]))).toEqual(new Set(['27', '28', '29']));
    expect(tuning.map(({ profile }) => profile.interactions.length).sort()).toEqual([1, 1, 1, 2, 2, 2]);
    expect(tuningTraining.itemRows.length).toBe(81);
  });
});
