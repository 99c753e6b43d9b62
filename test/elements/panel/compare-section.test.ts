import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { COMPARE_SECTION } from '../../../src/elements/panel/sections/wishes/compare-section.js';
import { shownBy, tinyPage, tinyView } from './tools/section-of-panel.js';

beforeAll(() => void vi.stubGlobal('document', tinyPage));
afterAll(() => void vi.unstubAllGlobals());

const answer = (ids: readonly string[], notes: readonly string[] = []): object => ({
  items: ids.map((id) => ({ id, item: id === 'untitled' ? {} : { title: `Title ${id}` } })),
  trace: { notes: notes.map((message) => ({ message })) },
});
async function compared(own: object, everybody: object) {
  const { view } = tinyView({ recommend: async ({ neutral }: { neutral?: boolean }) => (neutral === true ? everybody : own) });
  return shownBy(COMPARE_SECTION, view);
}

it("the shopper's list is beside everybody's, with titles and the number of what both have", async () => {
  const shown = await compared(answer(['a', 'b', 'untitled']), answer(['c', 'a', 'd']));
  expect(shown.all('ol').map((list) => list.all('li').map(({ words }) => words))).toEqual([
    ['Title a', 'Title b', 'untitled'],
    ['Title c', 'Title a', 'Title d'],
  ]);
  expect(shown.all('h3').map(({ words }) => words)).toEqual(['Yours', 'Everybody’s']);
  expect(shown.all('p').map(({ words }) => words)).toEqual(['In both: 1']);
});

it('lists are the same only in the same order', async () => {
  expect((await compared(answer(['a', 'b']), answer(['a', 'b']))).all('p')[0].words).toBe('Now they are the same.');
  expect((await compared(answer(['b', 'a']), answer(['a', 'b']))).all('p')[0].words).toBe('In both: 2');
});

it('if there is no list, its reason is told', async () => {
  await expect(compared(answer(['a']), answer([], ['There is no pack.']))).rejects.toThrow('There is no pack.');
});
