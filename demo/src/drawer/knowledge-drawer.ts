import { button, element } from '../parts/element.js';
import type { Shop } from '../shop/shop.js';
import { consentSection } from './consent-section.js';
import type { DrawerSection } from './drawer-section.js';
import { embeddingSection } from './embedding-section.js';
import { engineSection } from './engine-section.js';
import { eventsSection } from './events-section.js';
import { priceSection } from './price-section.js';
import { reasonsSection } from './reasons-section.js';

/** The drawer "What this shop knows". */
export interface KnowledgeDrawer {
  readonly element: HTMLElement;
  open(): void;
  /** Shows the current state if the drawer is open. */
  update(): void;
}

/** Creates the drawer: stored events, reasons of the home list, what stands for the shopper, and controls. */
export function createKnowledgeDrawer(shop: Shop): KnowledgeDrawer {
  const sections = [
    consentSection(shop),
    reasonsSection(shop),
    embeddingSection(shop),
    priceSection(shop),
    eventsSection(shop),
    engineSection(shop),
  ];
  const close = button('Close', { class: 'quiet', 'data-testid': 'close-drawer' }, () => dialog.close());
  const all = element('a', { href: '#/known' }, 'All your data');
  all.addEventListener('click', () => dialog.close());
  const head = element('header', { class: 'drawer-head' }, element('h2', { id: 'drawer-title' }, 'What this shop knows'), all, close);
  const body = element('div', { class: 'drawer-body' }, ...sections.map((section) => section.element));
  // A modal dialog traps the focus, closes on Escape and restores the focus.
  const dialog = element('dialog', { class: 'drawer', 'data-testid': 'drawer', 'aria-labelledby': 'drawer-title' }, head, body);
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  const update = (): void => {
    if (dialog.open) for (const section of sections) void updateSection(section);
  };
  return {
    element: dialog,
    open: () => {
      if (!dialog.open) dialog.showModal();
      body.scrollTop = 0;
      update();
    },
    update,
  };
}

/** Shows what a section knows now. Where that cannot be read, the section stays as it is, and says so. */
async function updateSection(section: DrawerSection): Promise<void> {
  const failure = await section.update().then(
    () => '',
    (error: unknown) => `This part may be out of date: ${error instanceof Error ? error.message : String(error)}`,
  );
  section.element.querySelector(':scope > .out-of-date')?.remove();
  if (failure !== '') section.element.append(element('p', { class: 'out-of-date', role: 'status' }, failure));
}
