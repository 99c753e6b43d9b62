import { button, element } from '../parts/element.js';
import { denyConsent, eraseEverything, grantConsent } from '../shop/consent-choice.js';
import type { Shop } from '../shop/shop.js';
import type { DrawerSection } from './drawer-section.js';

const STATES = {
  unknown: ['You have not chosen yet.', 'What you do stays in memory and is gone when you close the page.'],
  granted: ['This shop remembers what you do.', 'It is stored in this browser, on this device, and sent to nobody.'],
  denied: ['This shop does not remember you.', 'Nothing is kept, and you see the same lists as everybody.'],
} as const;

/** The shopper's choice, and buttons to change it. */
export function consentSection(shop: Shop): DrawerSection {
  const state = element('p', { class: 'state' });
  const meaning = element('p', { class: 'caption' });
  const said = element('p', { class: 'said', role: 'status' });
  const act = (deed: () => Promise<void>, words: string) => () => {
    deed().then(
      () => {
        said.textContent = words;
      },
      (error: unknown) => {
        said.textContent = error instanceof Error ? error.message : 'That did not work.';
      },
    );
  };
  const grant = button(
    'Remember on this device',
    { 'data-testid': 'drawer-grant' },
    act(() => grantConsent(shop), 'What you do is stored here from now on.'),
  );
  const deny = button(
    'Do not remember',
    { 'data-testid': 'drawer-deny' },
    act(() => denyConsent(shop), 'Everything is forgotten, and nothing new is kept.'),
  );
  const save = button(
    'Save a copy',
    { 'data-testid': 'export' },
    act(() => saveCopy(shop), 'Saved as a file.'),
  );
  const erase = button(
    'Erase everything',
    { class: 'danger', 'data-testid': 'erase' },
    act(() => eraseEverything(shop), 'Everything is erased.'),
  );
  const controls = element('div', { class: 'controls' }, grant, deny, save, erase);
  return {
    element: element('section', { 'aria-label': 'Your choice' }, state, meaning, controls, said),
    update: async () => {
      const { consent } = shop.shelf;
      const [short, long] = STATES[consent.state];
      state.textContent = short;
      meaning.textContent = long;
      grant.setAttribute('aria-pressed', String(consent.state === 'granted'));
      deny.setAttribute('aria-pressed', String(consent.state === 'denied'));
    },
  };
}

/** Saves everything to a file on the shopper's device. */
async function saveCopy(shop: Shop): Promise<void> {
  const result = await shop.shelf.profile.export();
  if (!result.done) throw new Error(result.message);
  const copy = JSON.stringify(result.profile, null, 2);
  const address = URL.createObjectURL(new Blob([copy], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'what-this-shop-knows.json';
  link.click();
  URL.revokeObjectURL(address);
}
