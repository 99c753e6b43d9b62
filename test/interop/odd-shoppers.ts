/** Any time of the sample's months, seconds since 1970. */
const START = Date.UTC(2025, 8, 1) / 1000;
const DAY = 86_400;

/**
 * Rows of shoppers who are out of proportion, or nearly so: a monitor, crawlers at each of their limits, and shoppers who have more
 * events with one item than count. Columns: user_id, item_id, timestamp, event, quantity, price, transaction_id.
 *
 * @param ids of the catalogue
 */
export function oddShoppers(ids: readonly string[]): string[] {
  const half = Math.ceil(ids.length / 2);
  return [
    // The same page, each 40 seconds.
    ...visits('monitor', [ids[0]], 1500, 1500 * 40),
    // A thousand views of half the catalogue from the first to the last second of a day, and two at a time.
    ...visits('crawler-in-a-day', ids.slice(0, half), 1000, DAY),
    ...visits('crawler-of-pairs', ids, 2 * ids.length, 600),
    // A second more than a day, an item less than half, a view less than a thousand, and one who fills a cart at last.
    ...visits('slower', ids.slice(0, half), 1000, DAY + 1),
    ...visits('narrower', ids.slice(0, half - 1), 1100, DAY),
    ...visits('shorter', ids, 999, DAY),
    ...visits('buyer', ids, 1100, DAY),
    row('buyer', ids[7], 2 * DAY, 'add_to_cart'),
    // Many in all, but of few items within any one day.
    ...[0, 1, 2].flatMap((part) => visits('returning', ids.slice(part * 300, part * 300 + 300), 1000, DAY - 1, 2 * part * DAY)),
    // A large order, the latest, counts in full and leaves nothing; a small one leaves a part to the view or the order before it.
    ...[row('wholesale', ids[1], 1, 'view_item'), row('wholesale', ids[1], 2, 'purchase', 3), row('wholesale', ids[1], 3, 'purchase', 40)],
    ...[4, 5, 6, 7].map((day) => row('regular', ids[2], day * DAY, 'purchase', day - 3)),
    ...Array.from({ length: 30 }, (_, at) => row('fickle', ids[3 + (at % 2)], at * 60, at % 3 === 0 ? 'add_to_cart' : 'select_item')),
  ];
}

/** Views of items in turn, spread evenly over a time in seconds: the first at its start, the last at its end. */
function visits(user: string, items: readonly string[], count: number, seconds: number, from = 0): string[] {
  return Array.from({ length: count }, (_, at) =>
    row(user, items[at % items.length], from + Math.floor((at * seconds) / (count - 1)), 'view_item'),
  );
}

function row(user: string, item: string, second: number, event: string, quantity = 1): string {
  return `${user},${item},${START + second},${event},${quantity},,`;
}
