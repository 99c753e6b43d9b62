import { VERSION } from '../../../src/core/version.js';
import { expect } from '../tools/site.js';
import { type BuildPart, isChunk, isEntry, type TwoBuildsSite, test } from '../tools/two-builds.js';
import {
  callAll,
  expectNoWrongList,
  FALLBACK,
  health,
  listOfBrand,
  openUploadedPage,
  openUploadedShelf,
  refusingHolds,
} from '../tools/upload-page.js';

/** Interrupted uploads, and uploads between two requests of a page. `page`: source of `index.js`; `later`: files on the server when the shelf is opened. */
const mixtures: { what: string; page: (site: TwoBuildsSite) => BuildPart[]; later?: (site: TwoBuildsSite) => BuildPart[] }[] = [
  { what: 'a new page with a worker of the old build', page: (site) => [[site.old], [site.next, (name) => name !== 'worker.js']] },
  {
    what: 'an old page that finds the new worker before its own has started',
    page: (site) => [[site.old]],
    later: (site) => [[site.old, isChunk], [site.next]],
  },
  {
    what: 'an old page whose own files are all replaced before the worker has started',
    page: (site) => [[site.old]],
    later: (site) => [[site.next]],
  },
  {
    what: 'half an upload: the page is new, worker and chunks are old',
    page: (site) => [[site.old], [site.next, (name) => name === 'index.js']],
  },
  {
    what: 'half an upload: the worker is new, page and chunks are old',
    page: (site) => [[site.old], [site.next, (name) => name === 'worker.js']],
  },
  { what: 'half an upload: all entries are new, all chunks are old', page: (site) => [[site.old], [site.next, isEntry]] },
];
for (const { what, page: first, later } of mixtures) {
  test(`${what}: the fallback list, with the reason`, async ({ page, context, site }) => {
    site.upload(...first(site));
    await openUploadedPage(page, site);
    if (later) site.upload(...later(site));
    await openUploadedShelf(page);
    const answer = await listOfBrand(page);
    expect([answer.model, answer.ids]).toEqual(['fallback', FALLBACK]);
    const { engine, said } = await health(page);
    expect(engine).toBe('failed');
    // Either it is another build's, or one of its files is missing.
    expect(`${answer.notes} ${said}`).toMatch(/is of build|did not start/);
    await callAll(page);
    await refusingHolds(page, context, site);
  });
}

test('all chunks are new, all entries are old: the old build keeps working', async ({ page, context, site }) => {
  site.upload([site.old], [site.next, isChunk]);
  await openUploadedPage(page, site);
  await openUploadedShelf(page);
  const { ids } = await listOfBrand(page);
  expect(await expectNoWrongList(page, ids)).toBe('personal');
  expect(await health(page)).toMatchObject({ engine: 'worker' });
  await refusingHolds(page, context, site);
});

test('a page that loaded its entry with a query uses one build if the plain name belongs to another', async ({ page, context, site }) => {
  site.upload([site.old]);
  await openUploadedPage(page, site, '/dist/index.js?v=1');
  site.upload([site.old], [site.next, (name) => name === 'index.js']);
  await openUploadedShelf(page);
  const { ids, model } = await listOfBrand(page);
  expect(model).toBe('personal');
  expect(await expectNoWrongList(page, ids)).toBe('personal');
  // The page's lazy part finds the other build's entry by the plain name, and does not load.
  expect(await page.evaluate(() => shelf.explain('tent-001'))).toBeNull();
  expect((await health(page)).said).toContain(`build_${VERSION.replaceAll('.', '_')}`);
  await callAll(page);
  await refusingHolds(page, context, site);
});

test('a page that loaded its entry with a query loads all parts if the plain name belongs to the same build', async ({
  page,
  context,
  site,
}) => {
  site.upload([site.old]);
  await openUploadedPage(page, site, '/dist/index.js?v=1');
  await openUploadedShelf(page);
  expect(await page.evaluate(async () => (await shelf.explain('tent-001'))?.servedBy.model)).toBe('personal');
  await refusingHolds(page, context, site);
});

test('a worker that is loaded with a query fetches nothing twice', async ({ page, site }) => {
  site.upload([site.old]);
  const asked: string[] = [];
  page.context().on('request', (request) => asked.push(new URL(request.url()).pathname));
  await openUploadedPage(page, site);
  await openUploadedShelf(page, { workerUrl: '/dist/worker.js?v=1' });
  const { ids } = await listOfBrand(page);
  expect(await expectNoWrongList(page, ids)).toBe('personal');
  expect(await health(page)).toMatchObject({ engine: 'worker' });
  const files = asked.filter((path) => path.startsWith('/dist/'));
  expect(files.length).toBe(new Set(files).size);
});
