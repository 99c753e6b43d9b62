import { openPage } from '../tools/browser/with-browser.mjs';
import { median, quantile, shuffle } from '../tools/statistics.mjs';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const MINUTE = 60_000;

/** Events as in an exported profile: views of random items, a minute apart, until now. */
function makeEvents(count, items, random) {
  const start = Date.now() - count * MINUTE;
  return Array.from({ length: count }, (_, index) => ({
    id: Array.from({ length: 26 }, (_unused, place) => ALPHABET[place < 10 ? 0 : Math.floor(random() * 32)]).join(''),
    name: 'view_item',
    time: start + index * MINUTE,
    items: [{ item_id: `sku-${Math.floor(random() * items)}` }],
  }));
}

/**
 * Measures what stored events add to the first list of a page that was just opened: with nothing folded yet, and with the fold that an
 * earlier page has stored.
 *
 * @returns a row per number of events and figure
 */
export async function measureFold(context, site, { sizes, items, repeats, random }) {
  const inPage = async (use, ...input) => {
    const { page } = await openPage(context, site.address, 'shelf-page', 'shelfPage');
    const result = await page.evaluate(use, input);
    await page.close();
    return result;
  };
  const read = (name, events) => inPage((input) => shelfPage.read(...input), name, items, events);

  const figures = new Map([0, ...sizes].map((events) => [events, { cold: [], kept: [], second: [], inspect: [] }]));
  for (let repeat = -1; repeat < repeats; repeat++) {
    for (const events of shuffle([...figures.keys()], random)) {
      const name = `bench-fold-${events}-${repeat}`;
      await inPage((input) => shelfPage.fill(...input), name, items, makeEvents(events, items, random));
      const cold = await read(name, events);
      const kept = await read(name, events);
      // The first one warms up.
      if (repeat < 0) continue;
      const { cold: colds, kept: kepts, second, inspect } = figures.get(events);
      colds.push(cold.firstMs);
      kepts.push(kept.firstMs);
      second.push(kept.secondMs);
      inspect.push(kept.inspectMs);
    }
  }
  const empty = figures.get(0);
  const rows = [];
  for (const [events, measured] of figures) {
    for (const [kind, label] of Object.entries({
      cold: 'first list, nothing folded',
      kept: 'first list, fold kept',
      second: 'second list',
      inspect: 'inspect',
    })) {
      const medianMs = median(measured[kind]);
      const row = { what: label, name: 'onshelf', events, items, calls: repeats, medianMs, p95Ms: quantile(measured[kind], 0.95) };
      rows.push({ ...row, beyondEmptyMs: medianMs - median(empty[kind]) });
    }
  }
  return rows;
}
