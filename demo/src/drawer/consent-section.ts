import { denyConsent, eraseEverything, grantConsent } from '../consent-choice.js';
import { button, element } from '../element.js';
import type { Shop } from '../shop.js';
import type { DrawerSection } from './drawer-section.js';

const STATES = {
  unknown: ['You have not chosen.', 'What you do is in memory only, and gone when you close the page.'],
  granted: ['You let this shop remember.', 'What you do is stored in this browser, on this device, and sent to nobody.'],
  denied: ['You asked the shop not to remember.', 'Nothing is kept, and the lists are the same for everybody.'],
} as const;

/** What the shopper decided, and the means to decide anew. */
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
    act(() => grantConsent(shop), 'From now on it is stored here.'),
  );
  const deny = button(
    'Do not remember',
    { 'data-testid': 'drawer-deny' },
    act(() => denyConsent(shop), 'Forgotten, and nothing new is kept.'),
  );
  const save = button(
    'Save a copy',
    { 'data-testid': 'export' },
    act(() => saveCopy(shop), 'Saved as a file.'),
  );
  const erase = button(
    'Erase everything',
    { class: 'danger', 'data-testid': 'erase' },
    act(() => eraseEverything(shop), 'Erased.'),
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

/** Hands the shopper everything as a file. It is made in the page and goes nowhere else. */
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
