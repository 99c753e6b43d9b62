import { describe, expect, it } from 'vitest';
import { CHINESE, ENGLISH, occasionOf, phrase } from '../../src/phrases.js';
import type { Reason } from '../../src/types/answer.js';
import type { Contribution, TakenBackEvent } from '../../src/types/explanation.js';

const NOW = new Date(2026, 5, 15, 12).getTime();
const HOUR = 3_600_000;
const tent = { id: 'tent-1', title: 'Two-man tent' };
const viewed: Reason = { kind: 'event', itemId: 'tent-1', name: 'view_item', contribution: 0.4 };

describe('a reason in words', () => {
  it('describes the event, its number and its time, in English', () => {
    const said = (times: number, time: number) => phrase(viewed, tent, ENGLISH, { times, time, now: NOW });
    expect(phrase(viewed, tent, ENGLISH)).toBe('Because you viewed Two-man tent');
    expect(said(1, NOW - HOUR)).toBe('Because you viewed Two-man tent today');
    expect(said(2, NOW - 48 * HOUR)).toBe('Because you viewed Two-man tent twice this week');
    expect(said(3, NOW - 48 * HOUR)).toBe('Because you viewed Two-man tent 3 times this week');
    expect(said(1200, NOW - 400 * HOUR)).toBe('Because you viewed Two-man tent 1,200 times');
  });

  it('has Chinese texts', () => {
    expect(phrase(viewed, { id: 't', title: '双人帐篷' }, CHINESE, { times: 2, time: NOW - 48 * HOUR, now: NOW })).toBe(
      '因为您最近一周浏览过双人帐篷2次',
    );
    expect(phrase({ kind: 'popular', contribution: 1 }, undefined, CHINESE)).toBe('很多顾客喜欢');
  });

  it('quotes what was searched, as text', () => {
    const searched = (text: string): Reason => ({ kind: 'search', text, contribution: 1 });
    expect(phrase(searched('red tent'), undefined, ENGLISH)).toBe('Because you searched for “red tent”');
    expect(phrase(searched('帐篷'), undefined, CHINESE)).toBe('因为您搜索过“帐篷”');
    expect(phrase(searched('\u202e{text} <b>'), undefined, ENGLISH)).toBe('Because you searched for “{text} <b>”');
  });

  it('does not count last night as today', () => {
    expect(phrase(viewed, tent, ENGLISH, { time: NOW - 13 * HOUR, now: NOW })).toBe('Because you viewed Two-man tent this week');
  });

  it('has its own text for a negative reason', () => {
    expect(phrase({ ...viewed, contribution: -0.1 }, tent, ENGLISH)).toBe('Although you viewed Two-man tent');
    expect(phrase({ kind: 'popular', contribution: -0.1 }, undefined, ENGLISH)).toBe('Few shoppers know it yet');
  });

  it('takes plural forms from the language of the table', () => {
    const polish = {
      ...ENGLISH,
      language: 'pl',
      because: '{deed}{times}',
      times: { few: ' {count} razy (few)', many: ' {count} razy (many)', other: ' {count} razu' },
    };
    const said = (times: number) => phrase(viewed, tent, polish, { times });
    expect(said(3)).toMatch(/3 razy \(few\)$/);
    expect(said(5)).toMatch(/5 razy \(many\)$/);
  });

  it.each(['{times}', '{deed} {when}', '$& $1', '<img src=x onerror=alert(1)>', '__proto__'])('leaves the title %s as it is', (title) => {
    expect(phrase(viewed, { id: 'x', title }, ENGLISH, { times: 3 })).toBe(`Because you viewed ${title} 3 times`);
  });

  it('removes characters from a title that would change the direction of the sentence, and isolates right-to-left titles', () => {
    const said = (title: string) => phrase(viewed, { id: 'x', title }, ENGLISH, { times: 3 });
    expect(said('\u202eevil\u2069')).toBe('Because you viewed evil 3 times');
    expect(said('\u2067אוהל')).toBe('Because you viewed \u2068אוהל\u2069 3 times');
    expect(phrase({ kind: 'taste', column: 'brand', value: '\u202eevil', contribution: 1 } as Reason, undefined, ENGLISH)).toBe(
      'You like evil',
    );
  });

  it('has a text for every kind of reason, in every language, without an open placeholder', () => {
    const [back, by] = [
      { kind: 'taken-back', eventId: 'e1', itemId: 'tent-1', time: NOW, pieces: 1 },
      { eventId: 'e2', time: NOW },
    ] as const;
    const reasons: (Reason | Contribution | TakenBackEvent)[] = [
      viewed,
      { ...viewed, name: 'view_cart' },
      { kind: 'popular', contribution: 1 },
      { kind: 'together', itemId: 'tent-1', contribution: 1 },
      { kind: 'taste', column: 'brand', value: 'Fjell', contribution: 1 },
      { kind: 'new', since: NOW, contribution: 1 },
      { kind: 'due', times: 3, intervalDays: 30, sinceDays: 29, contribution: 1 },
      { kind: 'place', place: 1, contribution: 1 },
      { kind: 'similar', itemId: 'tent-1', contribution: 1 },
      { kind: 'recent', time: NOW, contribution: 1 },
      { kind: 'step', step: 'a rule of its own', contribution: 1 },
      ...['rotation', 'explore', 'price fit', 'boost', 'pin', 'promoted'].map((step): Reason => ({ kind: 'step', step, contribution: 1 })),
      { kind: 'prototype', prototype: 3, contribution: 1 },
      { kind: 'rest', contribution: 1 },
      { ...back, name: 'purchase', by: { ...by, name: 'refund' } },
      { ...back, name: 'add_to_cart', by: { ...by, name: 'remove_from_cart' } },
    ];
    for (const table of [ENGLISH, CHINESE]) {
      const words = reasons.map((reason) => phrase(reason, undefined, table, { times: 4, now: NOW, time: NOW }));
      expect(new Set(words).size).toBe(reasons.length);
      for (const text of words) expect(text).not.toMatch(/[{}]|undefined/);
    }
  });

  it('describes a step if it has a text for it, and otherwise names it', () => {
    const said = (step: string) => phrase({ kind: 'step', step, contribution: -1 }, undefined, ENGLISH);
    expect(said('rotation')).toBe('You saw it recently');
    expect(said('constructor')).toBe('By the shop’s rule “constructor”');
  });

  it('lets any text be replaced', () => {
    expect(phrase({ kind: 'popular', contribution: 1 }, undefined, { ...ENGLISH, popular: 'A bestseller' })).toBe('A bestseller');
  });
});

it('the time is relative to the explanation', () => {
  const at = (time: number, itemId = 'tent-1'): Contribution => ({ ...viewed, itemId, eventId: `${time}`, time }) as Contribution;
  expect(occasionOf([at(1), at(3), at(2), at(9, 'boot-1')], 'tent-1', 'view_item')).toEqual({ times: 3, time: 3 });
  expect(occasionOf([], 'tent-1', 'view_item')).toEqual({});
});
