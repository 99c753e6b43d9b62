import { button, element } from '../element.js';
import type { Shop } from '../shop.js';
import { consentSection } from './consent-section.js';
import { engineSection } from './engine-section.js';
import { eventsSection } from './events-section.js';
import { reasonsSection } from './reasons-section.js';

/** The drawer "What this shop knows". */
export interface KnowledgeDrawer {
  readonly element: HTMLElement;
  open(): void;
  /** Something changed; seen at once where the drawer is open. */
  update(): void;
}

/** Makes the drawer: what is stored, why the home list is as it is, and controls over both. */
export function createKnowledgeDrawer(shop: Shop): KnowledgeDrawer {
  const sections = [consentSection(shop), reasonsSection(shop), eventsSection(shop), engineSection(shop)];
  const close = button('Close', { class: 'quiet', 'data-testid': 'close-drawer' }, () => dialog.close());
  const head = element('header', { class: 'drawer-head' }, element('h2', { id: 'drawer-title' }, 'What this shop knows'), close);
  const body = element('div', { class: 'drawer-body' }, ...sections.map((section) => section.element));
  // A modal dialog keeps the focus inside, closes on Escape and gives the focus back, all by itself.
  const dialog = element('dialog', { class: 'drawer', 'data-testid': 'drawer', 'aria-labelledby': 'drawer-title' }, head, body);
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  const update = (): void => {
    // What cannot be told is left as it was told last.
    if (dialog.open) for (const section of sections) section.update().catch(() => {});
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
