import { expect, openShelf, test } from '../tools/site.js';

const HISTORIES = [
  [],
  ['tent-001'],
  ['tent-001', 'boot-010'],
  ['ski-003', 'lamp-002', 'stove-004'],
  ['jacket-001', 'jacket-002', 'jacket-003', 'backpack-001'],
];

test('every backend gives the same twenty items with the same scores, and reports its name and memory', async ({ page, site }) => {
  test.setTimeout(120_000);
  const answers: Record<string, unknown[]> = {};
  for (const backend of ['js', 'wasm', 'webgpu', 'webgl'] as const) {
    answers[backend] = [];
    await openShelf(page, site, { backend });
    for (const history of HISTORIES) {
      const answer = await page.evaluate(async (ids) => {
        for (const id of ids) await shelf.track('view_item', { items: [{ item_id: id }] });
        return shelf.recommend({ count: 20, now: 0 });
      }, history);
      expect(answer.servedBy.backend).toBe(backend);
      answers[backend].push(answer.items.map((item) => [item.id, item.score]));
    }
    const health = await page.evaluate(() => shelf.health());
    expect(health).toMatchObject({ backend, engine: 'worker', lastError: null, scorer: { chosen: { single: backend, batch: backend } } });
    const held = health.scorer?.memory[backend];
    // Rows of 32 bytes: on the GPU, or in WebAssembly's memory; plain JavaScript reads those of the pack.
    expect(held?.gpu).toBeGreaterThanOrEqual(backend.startsWith('webg') ? 1000 * 32 : 0);
    expect(held?.heap).toBeGreaterThanOrEqual(backend === 'wasm' ? 1000 * 32 : 0);
    expect(answers[backend]).toEqual(answers.js);
  }
});

test('auto answers at once, even if the GPU is busy', async ({ page, site }) => {
  await openShelf(page, site, { backend: 'auto' });
  const answer = await page.evaluate(() => shelf.recommend({ count: 20 }));
  expect(answer.items.length).toBe(20);
  expect(['js', 'wasm', 'webgpu']).toContain(answer.servedBy.backend);
});

test('without a GPU, a request for webgpu falls back to js and reports why', async ({ page, site }) => {
  await page.goto(`${site.address}pages/`);
  // A worker has its own navigator: remove the adapter there.
  await page.route('**/dist/worker.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `Object.defineProperty(navigator, 'gpu', { value: undefined });\n${await response.text()}` });
  });
  await openShelf(page, site, { backend: 'webgpu' });
  const answer = await page.evaluate(() => shelf.recommend({ count: 20 }));
  expect(answer.servedBy.backend).toBe('js');
  expect(answer.trace.notes.map(({ message }) => message).join()).toMatch(/WebGPU|webgpu|GPU/);
});

test('if workers are blocked, the same engine runs on the page', async ({ page, site }) => {
  const violations: string[] = [];
  page.on('console', (message) => message.type() === 'error' && violations.push(message.text()));
  await openShelf(page, site, { backend: 'js', consent: 'granted' }, 'pages/strict.html');
  const answer = await page.evaluate(async () => {
    await shelf.track('view_item', { items: [{ item_id: 'tent-001' }] });
    return shelf.recommend({ count: 20 });
  });
  expect(answer.servedBy).toEqual({ model: 'personal', backend: 'js' });
  expect(await page.evaluate(async () => (await shelf.health()).engine)).toBe('inline');
  expect(await page.evaluate(() => faults)).toEqual([]);
  expect(violations.length).toBe(1);
  expect(violations[0]).toContain('worker-src');
});
