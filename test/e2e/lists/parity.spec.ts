import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { expect, openShelf, test } from '../tools/site.js';

const SHOPPERS = 50;
const LOG = 'demo/sample/events.csv';

interface Row {
  readonly item_id: string;
  readonly time: number;
  readonly name: string;
  readonly quantity: number;
}

/** The log's rows by shopper, in order of time: read here without the library, so that its errors show. */
function histories(): Map<string, Row[]> {
  const [header, ...lines] = readFileSync(LOG, 'utf8').trim().split('\n');
  const columns = header.split(',');
  const found = new Map<string, Row[]>();
  for (const line of lines) {
    const cells = line.split(',');
    const cell = (name: string): string => cells[columns.indexOf(name)];
    const rows = found.get(cell('user_id')) ?? [];
    found.set(cell('user_id'), rows);
    rows.push({
      item_id: cell('item_id'),
      time: Date.parse(cell('timestamp')),
      name: cell('event'),
      quantity: Number(cell('quantity') || 1),
    });
  }
  for (const rows of found.values()) rows.sort((a, b) => a.time - b.time);
  return found;
}

test('`onshelf evaluate` and the browser give fifty shoppers the same top twenty', async ({ page, site }) => {
  test.setTimeout(300_000);
  mkdirSync('test-results/packs', { recursive: true });
  const lists = 'test-results/packs/lists.jsonl';
  execFileSync(
    process.execPath,
    [
      'dist/cli.js',
      'evaluate',
      '--events',
      LOG,
      '--protocol',
      'leave-last-out',
      '--models',
      'blend',
      // The training of its sequence encoder ends early: what is compared is how it is read.
      '--encoder-minutes',
      '0.2',
      '--lists',
      lists,
      '--save-pack',
      'test-results/packs/parity',
      '--json',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const measured: { user_id: string; items: string[] }[] = readFileSync(lists, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(measured.length).toBeGreaterThan(1000);
  const known = histories();

  await openShelf(page, site, { pack: '/packs/parity/pack.json', backend: 'js' });
  // Where the pack has a sequence encoder, lists are made without it until it is there.
  const codes = (): Promise<string[]> => page.evaluate(async () => (await shelf.health()).notes.map(({ code }) => code));
  await page.evaluate(() => shelf.recommend({ count: 1 }));
  await expect.poll(codes).not.toContain('encoder-loading');
  const step = Math.floor(measured.length / SHOPPERS);
  for (let index = 0; index < SHOPPERS; index++) {
    const { user_id, items } = measured[index * step];
    const history = (known.get(user_id) ?? []).slice(0, -1);
    // The log is of another year: an import refuses events beyond their retention time, by the page's clock.
    await page.clock.setFixedTime(history.at(-1)?.time ?? 0);
    const answer = await page.evaluate(async (rows) => {
      await shelf.profile.erase();
      const events = rows.map(({ item_id, time, name, quantity }, place) => ({
        id: String(place).padStart(26, '0'),
        name,
        time,
        items: [{ item_id, quantity }],
      }));
      const { added: taken } = await shelf.profile.import({ events });
      const list = await shelf.recommend({ count: 20, exclude: 'seen', now: rows.at(-1)?.time ?? 0 });
      return { taken, ids: list.items.map((item) => item.id) };
    }, history);
    expect(answer.taken).toBe(history.length);
    expect(answer.ids, `shopper ${user_id}`).toEqual(items);
  }
});
