import { describe, expect, it } from 'vitest';
import { CALL_PARAMETERS } from '../../src/engine/call/call-parameters.js';
import { RETENTION } from '../../src/store/log/retention.js';
import { named, PAGE, rowsOf, sorted } from './read-reference.js';
import { readConstants } from './read-types.js';

describe('docs/api.md', () => {
  it('has the defaults and limits that the code has', () => {
    const constants = readConstants();
    const held = (name: string, value: string): void => expect(sorted(constants.get(name) ?? []), name).toContain(value);
    const every = rowsOf('Every list', 'parameter');
    const single = rowsOf('Single lists', 'parameter');
    const options = rowsOf('createShelf', 'option');
    const value = (cell = ''): string => named(cell)[0];
    held('DEFAULT_NAME', value(options.get('name')?.default));
    held('DEFAULT_COUNT', value(every.get('count')?.default));
    expect(constants.get('DEFAULT_COUNT')?.size).toBe(1);
    held('DEFAULT_ROTATION_TIME', value(every.get('rotationTime')?.default));
    held('DEFAULT_STRENGTH', value(single.get('strength')?.default));
    const said: readonly (readonly [constant: string, sentence: string])[] = [
      ['PRODUCT_IMPACT', 'In the scenario `product`: X.'],
      ['DEFAULT_COUNT', 'per kind, 1 to 1000, default X'],
      ['DEFAULT_PAIRS', 'default X). '],
      ['MAX_PAIRS', '`pairs` (1 to X,'],
      ['DEFAULT_PAGE', 'default 0 and X.'],
      ['MAX_COUNT', '| `count` | 1 to X |'],
      ['LISTS_KEPT', 'one of the X latest lists'],
      ['MAX_ITEMS', '| list | At most X;'],
      ['TEXT_CHARACTERS', '| text | At most X characters;'],
      ['ID_CHARACTERS', '1 to X characters.'],
      ['WINDOW', 'an equal event within X ms'],
      ['BURST', 'more than X at once'],
      ['PER_SECOND', 'than X per second'],
      ['MAX_CHARACTERS', 'A condition that items must meet ([rules](rules.md)). At most X characters.'],
      ['WRITE_DEADLINE', 'for at most Xs'],
    ];
    for (const [name, sentence] of said) {
      const texts = [...(constants.get(name) ?? [])].map((text) => sentence.replace('Xs', `${Number(text) / 1000} s`).replace('X', text));
      expect(
        texts.some((text) => PAGE.includes(text.trim())),
        `${name}: ${texts}`,
      ).toBe(true);
    }
    const most = (parameter: keyof typeof CALL_PARAMETERS): string => {
      const { most: cap } = CALL_PARAMETERS[parameter] as { readonly most?: number };
      return (cap ?? 0) > 9999 ? String(cap).replace(/(\d)(?=\d{3}$)/, '$1 ') : String(cap);
    };
    expect(every.get('unavailable')?.meaning).toContain(`at most ${most('unavailable')}.`);
    expect(every.get('pins')?.meaning).toContain(`at most ${most('pins')},`);
    expect(every.get('excludeSeen')?.meaning).toContain(`at most ${most('excludeSeen')} rules`);
    expect(single.get('itemIds')?.meaning).toContain(`at most ${most('itemIds')}.`);
    const kept = /^An event is kept (\d+) days, (.*); (\d+) events in all\.$/m.exec(PAGE) ?? [];
    expect([Number(kept[1]), Number(kept[3])]).toEqual([RETENTION.all.days, RETENTION.all.events]);
    const days = [...(kept[2] ?? '').matchAll(/((?:`\w+`(?:, | and )?)+) (\d+)/g)].flatMap(([, names, number]) =>
      named(names).map((name) => [name, Number(number)]),
    );
    expect(Object.fromEntries(days)).toEqual(
      Object.fromEntries(Object.entries(RETENTION).flatMap(([name, rule]) => (name === 'all' ? [] : [[name, rule.days]]))),
    );
  });
});
