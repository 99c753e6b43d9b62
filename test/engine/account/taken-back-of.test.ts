import { expect, it } from 'vitest';
import { explainScore } from '../../../src/engine/account/explain-score.js';
import { serveList } from '../../../src/engine/serve-list.js';
import { contextOf, event } from '../list-fixture.js';

it('an explanation tells what of the item was sent back or taken out of the cart, and by which event', async () => {
  const log = [
    event('add_to_cart', 'tent-1', 9),
    event('purchase', 'tent-1', 8),
    event('add_to_cart', 'boot-1', 7),
    event('refund', 'tent-1', 6),
    event('remove_from_cart', 'boot-1', 5),
  ];
  const explained = (id: string) => explainScore(contextOf(log), id, {}, serveList);
  const told = async (id: string) => (await explained(id)).takenBack.map(({ name, by, pieces }) => [name, by.name, pieces]);
  expect(await told('tent-1')).toEqual([
    ['purchase', 'refund', 1],
    ['add_to_cart', 'refund', 1],
  ]);
  expect(await told('boot-1')).toEqual([['add_to_cart', 'remove_from_cart', 1]]);
  expect(await told('lamp-1')).toEqual([]);
  const { withoutEvent, rank } = await explained('tent-1');
  // Without the refund it is bought again, and so in no list.
  expect(withoutEvent.find(({ eventId }) => eventId === log[3].id)).toEqual({ eventId: log[3].id, rankBefore: rank, rankAfter: null });
});
