import type { Health } from 'onshelf';
import { element } from '../parts/element.js';
import type { Shop } from '../shop/shop.js';
import type { DrawerSection } from './drawer-section.js';

/** State of the engine and of storage. */
export function engineSection(shop: Shop): DrawerSection {
  const list = element('dl', { class: 'details', 'data-testid': 'health' });
  return {
    element: element('section', {}, element('h3', {}, 'How it runs'), list),
    update: async () => {
      const rows = factsOf(await shop.shelf.health());
      list.replaceChildren(...rows.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]));
    },
  };
}

function factsOf(health: Health): [string, string][] {
  const { pack } = health;
  const refused = Object.entries(health.rejectedEvents).map(([reason, count]) => `${count} ${reason}`);
  const facts: [string, string][] = [
    ['Engine', health.engine],
    ['Scored by', health.backend ?? 'nothing yet'],
    [
      'Pack',
      pack === null ? 'none' : `number ${pack.number}, ${pack.items} items, ${pack.fromCache ? 'from this device' : 'from the server'}`,
    ],
    ['Stored', String(health.storedEvents)],
    ['Not stored', String(health.unstoredEvents)],
    ['Duplicates', String(health.duplicateEvents)],
    ['Rejected', refused.length === 0 ? '0' : refused.join(', ')],
  ];
  if (health.lastError !== null) facts.push(['Last failure', health.lastError.message]);
  return facts;
}
