import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { VISIT_SECTION } from '../../../src/elements/panel/sections/wishes/visit-section.js';
import { shownBy, type TinyElement, tinyPage, tinyView } from './tools/section-of-panel.js';

beforeAll(() => void vi.stubGlobal('document', tinyPage));
afterAll(() => void vi.unstubAllGlobals());

const [GIFT, OTHER, END] = ['I am looking for a gift', 'This visit is not typical of me', 'End it: nothing of it is kept'];
const namesOf = (buttons: readonly TinyElement[]): string[] => buttons.map(({ words }) => words);

async function visitOf(snapshot: object, setAside: (request: unknown) => Promise<object> = async () => ({ done: true })) {
  const { view, said } = tinyView({ profile: { inspect: async () => ({ consent: 'granted', events: [], ...snapshot }), setAside } });
  const shown = await shownBy(VISIT_SECTION, view);
  return { shown, said, buttons: shown.all('button') };
}

it('a visit is set aside for a gift or as untypical, and only what is on can be ended', async () => {
  const setAside = vi.fn(async (_: unknown) => ({ done: true }));
  const off = await visitOf({}, setAside);
  expect(namesOf(off.buttons)).toEqual([GIFT, OTHER]);
  for (const button of off.buttons) button.click();
  const on = await visitOf({ aside: { from: 'profile', events: [{}, {}] } }, setAside);
  expect(namesOf(on.buttons)).toEqual([GIFT, OTHER, END]);
  expect(on.buttons.slice(0, 2).map(({ attributes }) => attributes['aria-pressed'])).toEqual(['false', 'true']);
  expect(on.shown.words).toContain('This is on. Entries kept apart: 2.');
  on.buttons[2].click();
  expect(setAside.mock.calls).toEqual([[{ from: 'empty' }], [{ from: 'profile' }], [null]]);
  await vi.waitFor(() =>
    expect([...off.said, ...on.said]).toEqual([
      'From now on it is kept apart.',
      'From now on it is kept apart.',
      'It is ended. Nothing of it is kept.',
    ]),
  );
});

it('where nothing can be set aside, or for how long, is said', async () => {
  const denied = await visitOf({ consent: 'denied' });
  expect(denied.buttons).toEqual([]);
  expect(denied.shown.words).toBe('You chose that nothing is kept, so there is nothing to keep apart.');
  expect((await visitOf({ consent: 'unknown' })).shown.words).toContain('it ends when you leave this page');
  expect((await visitOf({ paused: true })).shown.words).toContain('Recording is paused');
  expect((await visitOf({})).shown.words).not.toMatch(/paused|leave this page/);
});

it('what failed is not said to have begun', async () => {
  const { buttons, said } = await visitOf({}, async () => ({ done: false, reason: 'storage-failed' }));
  buttons[0].click();
  await vi.waitFor(() => expect(said).toEqual(['storage-failed']));
});
