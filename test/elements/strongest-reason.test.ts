import { describe, expect, it } from 'vitest';
import { strongestReason } from '../../src/elements/strongest-reason.js';
import { textsOf } from '../../src/elements/texts/element-texts.js';
import { LIST_TEXTS } from '../../src/elements/texts/list-texts.js';
import type { EventName, Reason } from '../../src/index.js';

const german: Readonly<Record<string, string>> = { 'text-reason-similar': 'Passt dazu' };
const text = textsOf({ getAttribute: (name: string) => german[name] ?? null } as Element, LIST_TEXTS);
const titles = new Map([['tent-001', 'a tent']]);
const words = (...reasons: Reason[]): string =>
  strongestReason({ id: 'tent-002', score: 1, reasons, item: { id: 'tent-002' } }, titles, text);

describe('the reason on a card', () => {
  it('names the item that it comes from, if its title is known', () => {
    expect(words({ kind: 'event', itemId: 'tent-001', name: 'view_item', contribution: 1 })).toBe('Because of a tent');
    expect(words({ kind: 'event', itemId: 'boot-001', name: 'view_item', contribution: 1 })).toBe('Because of what you viewed');
  });

  it('is never the item itself', () => {
    expect(words({ kind: 'event', itemId: 'tent-002', name: 'view_item', contribution: 1 })).toBe('You viewed it recently');
  });

  it('says of the item itself that it was in the cart or on the wish list', () => {
    const own = (name: EventName): string => words({ kind: 'event', itemId: 'tent-002', name, contribution: 1 });
    expect([own('add_to_cart'), own('view_cart'), own('add_to_wishlist')]).toEqual([
      'You put it in your cart',
      'You put it in your cart',
      'On your wish list',
    ]);
  });

  it('is the strongest positive one that has a text', () => {
    expect(
      words({ kind: 'rest', contribution: 3 }, { kind: 'popular', contribution: -2 }, { kind: 'similar', itemId: 'x', contribution: 1 }),
    ).toBe('Passt dazu');
    expect(words({ kind: 'popular', contribution: 1 })).toBe('Many shoppers like it');
    expect(words({ kind: 'recent', time: 1, contribution: 0 })).toBe('You viewed it recently');
    expect(words({ kind: 'new', since: 1, contribution: 1 })).toBe('New in the shop');
    expect(words({ kind: 'due', times: 3, intervalDays: 30, sinceDays: 29, contribution: 1 })).toBe('You may need it again');
    expect(words({ kind: 'search', text: 'red tent', contribution: 1 })).toBe('Because you searched for “red tent”');
    expect(words({ kind: 'contrast', contribution: 1 })).toBe('');
    expect(words({ kind: 'rest', contribution: 1 })).toBe('');
  });
});
