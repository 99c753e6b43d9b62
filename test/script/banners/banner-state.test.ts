import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BannerAction,
  type BannerState,
  NOTHING_HEARD,
  reduceBanners,
  type Statement,
  statementOf,
  strictestOf,
} from '../../../src/script/banners/banner-state.js';

const STATEMENTS: readonly Statement[] = ['granted', 'answered', 'denied', 'asking', 'awaited', 'assumed', null];
const hear = (stated: Statement, acted = false): BannerAction => ({ kind: 'hear', stated, acted });
const after = (...actions: readonly BannerAction[]): BannerState => actions.reduce(reduceBanners, NOTHING_HEARD);
const words = (...actions: readonly BannerAction[]): unknown[] => actions.map((_, index) => after(...actions.slice(0, index + 1)).word);

describe('a banner that starts', () => {
  it('refuses nothing by itself, and grants at once what the shopper granted earlier', () => {
    expect(words(hear('awaited'), hear('denied'), hear('granted'))).toEqual(['awaited', 'awaited', 'granted']);
    expect(words(hear('denied'), hear('granted'), hear('denied'), hear('granted'))).toEqual(['awaited', 'granted', 'awaited', 'granted']);
  });

  it('has refused when it settles without another word', () => {
    expect(words(hear('denied'), { kind: 'settle' })).toEqual(['awaited', 'denied']);
  });

  it('does not refuse by settling while it waits for an answer', () => {
    expect(words(hear('awaited'), { kind: 'settle' })).toEqual(['awaited', 'awaited']);
    expect(words(hear('asking'), { kind: 'settle' })).toEqual(['awaited', 'awaited']);
  });

  it('refuses at once if it says that the shopper answered, or after an act of the shopper', () => {
    expect(words(hear('answered'))).toEqual(['denied']);
    expect(words(hear('denied'), hear('denied', true), hear('denied'))).toEqual(['awaited', 'denied', 'denied']);
  });
});

it('once settled, every refusal counts at once', () => {
  expect(words(hear('granted'), { kind: 'settle' }, hear('denied'))).toEqual(['granted', 'granted', 'denied']);
});

it('a default that grants counts when the wait for an answer is over, and a default that denies never grants', () => {
  expect(words(hear('assumed'), { kind: 'wait-over' })).toEqual(['awaited', 'granted']);
  expect(words(hear('assumed'), hear('denied'), { kind: 'wait-over' })).toEqual(['awaited', 'awaited', 'awaited']);
  expect(words(hear('awaited'), { kind: 'wait-over' })).toEqual(['awaited', 'awaited']);
});

it('in any order of what is said, nothing is refused before the banner settles, answers, or the shopper acts', () => {
  const byItself = fc.oneof(
    fc.constantFrom(...STATEMENTS.filter((stated) => stated !== 'answered')).map((stated) => hear(stated)),
    fc.constant<BannerAction>({ kind: 'wait-over' }),
  );
  fc.assert(fc.property(fc.array(byItself), (actions) => after(...actions).word !== 'denied'));
});

it('nothing is granted that was not granted last', () => {
  const any = fc.oneof(
    fc.record({ kind: fc.constant('hear' as const), stated: fc.constantFrom(...STATEMENTS), acted: fc.boolean() }),
    fc.constantFrom<BannerAction>({ kind: 'wait-over' }, { kind: 'settle' }),
  );
  fc.assert(
    fc.property(fc.array(any), (actions) => {
      const { word, stated } = after(...actions);
      return word !== 'granted' || stated === 'granted' || stated === 'assumed';
    }),
  );
});

describe('the signals of a banner', () => {
  const wanted = ['personalization_storage', 'analytics_storage'];
  const both = (first: boolean | undefined, second: boolean | undefined, answered: boolean | null): Statement =>
    statementOf(
      {
        ...(first !== undefined && { personalization_storage: { granted: first, answered } }),
        ...(second !== undefined && { analytics_storage: { granted: second, answered } }),
      },
      wanted,
      true,
    );

  it.each([
    [true, true, null, 'granted'],
    [true, true, true, 'granted'],
    [true, true, false, 'assumed'],
    [true, false, true, 'answered'],
    [true, false, null, 'denied'],
    [true, false, false, 'asking'],
    [true, undefined, true, null],
    [false, undefined, true, 'answered'],
    [undefined, undefined, true, null],
  ] as const)('%s and %s, answered: %s: %s', (first, second, answered, stated) => {
    expect(both(first, second, answered)).toBe(stated);
  });

  it('of Consent Mode by default are awaited, since it does not know whether anybody asks', () => {
    expect(statementOf({ personalization_storage: { granted: false, answered: false } }, ['personalization_storage'], false)).toBe(
      'awaited',
    );
  });
});

it.each([
  [['granted', 'answered'], 'answered'],
  [['granted', 'denied'], 'denied'],
  [['granted', 'awaited'], 'granted'],
  [['denied', 'asking'], 'asking'],
  [['assumed', 'asking'], 'asking'],
  [['assumed', null], 'assumed'],
  [[null], null],
  [[], null],
] as const)('several banners that state %j state %s', (statements, together) => {
  expect(strictestOf(statements)).toBe(together);
});
