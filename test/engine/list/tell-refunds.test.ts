import { describe, expect, it } from 'vitest';
import { tellRefunds } from '../../../src/engine/list/tell-refunds.js';
import { contextOf, event } from '../list-fixture.js';

const refund = (order: string, daysAgo: number) => ({ ...event('refund', 'tent-1', daysAgo), transaction_id: order });
const bought = { ...event('purchase', 'tent-1', 9), transaction_id: 'T1' };

describe('a refund whose purchase is not known', () => {
  it('is told for a day, with its order', () => {
    const [note, ...others] = tellRefunds(contextOf([bought, refund('T2', 3), refund('T3', 0.5)]));
    expect([note.code, others]).toEqual(['order-unknown', []]);
    expect(note.message).toContain('order "T3"');
    expect(tellRefunds(contextOf([bought, refund('T2', 3)]))).toEqual([]);
  });

  it('is told with its item where it has no order, and not at all where the purchase is known', () => {
    expect(tellRefunds(contextOf([event('refund', 'tent-2', 0.1)]))[0].message).toContain('item "tent-2"');
    expect(tellRefunds(contextOf([bought, refund('T1', 0.5)]))).toEqual([]);
  });
});
