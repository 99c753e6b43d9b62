import type { PhraseTable } from './phrase-table.js';

/** English. */
export const ENGLISH: PhraseTable = {
  language: 'en',
  deeds: {
    view_item: 'you viewed {item}',
    select_item: 'you chose {item}',
    share: 'you shared {item}',
    rate: 'you rated {item}',
    dwell: 'you took your time with {item}',
    add_to_wishlist: 'you put {item} on your wish list',
    add_to_cart: 'you put {item} in your cart',
    remove_from_cart: 'you took {item} out of your cart',
    begin_checkout: 'you went to check out with {item}',
    purchase: 'you bought {item}',
    refund: 'you gave {item} back',
    feedback: 'you said what you think of {item}',
    dismiss: 'you waved {item} off',
  },
  otherDeed: 'of what you did with {item}',
  because: 'Because {deed}{times}{when}',
  despite: 'Although {deed}{times}{when}',
  times: { one: '', two: ' twice', other: ' {count} times' },
  when: { today: ' today', week: ' this week', earlier: '' },
  popular: 'Many shoppers like it',
  unpopular: 'Few shoppers know it yet',
  similar: 'Goes with {item}',
  recent: 'You viewed it lately',
  step: 'By the shop’s rule “{step}”',
  prototype: 'Shoppers with tastes like yours like it',
  rest: 'And smaller reasons',
  unnamed: 'a product',
};
