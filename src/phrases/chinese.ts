import type { PhraseTable } from './phrase-table.js';

/** Chinese in simplified characters. Verbs carry the number of times, so it stands behind the name in words of its own. */
export const CHINESE: PhraseTable = {
  language: 'zh-Hans',
  deeds: {
    view_item: '浏览过{item}',
    select_item: '点选过{item}',
    share: '分享过{item}',
    rate: '评价过{item}',
    dwell: '仔细看过{item}',
    add_to_wishlist: '收藏过{item}',
    add_to_cart: '把{item}加入过购物车',
    remove_from_cart: '把{item}移出过购物车',
    begin_checkout: '准备结算{item}',
    purchase: '购买过{item}',
    refund: '退过{item}',
    feedback: '对{item}表达过看法',
    dismiss: '关闭过{item}',
  },
  otherDeed: '与{item}有过互动',
  because: '因为您{when}{deed}{times}',
  despite: '虽然您{when}{deed}{times}',
  times: { other: '{count}次' },
  when: { today: '今天', week: '最近一周', earlier: '' },
  popular: '很多顾客喜欢',
  unpopular: '了解它的顾客还不多',
  similar: '与{item}相配',
  recent: '您最近浏览过',
  step: '按照商店规则“{step}”',
  prototype: '与您口味相近的顾客喜欢',
  rest: '以及其他较小的原因',
  unnamed: '某件商品',
};
