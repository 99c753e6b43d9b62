// `?report=PORT`: tells a server on this machine what happened. Nobody drives this page: a browser that is driven renders no page ahead.
const asked = new URLSearchParams(location.search);
const tell = (what) => fetch(`http://127.0.0.1:${asked.get('report')}/`, { method: 'POST', mode: 'no-cors', body: JSON.stringify(what) });
const ready = new Promise((resolve) => onshelf('ready', resolve));
const eventsOf = async () => (await (await ready).profile.inspect()).events;

/** The first page: a shopper who agreed; then the next page is rendered ahead, and opened if `?open` says so. */
async function first() {
  await (await ready).consent.set('granted', { by: 'shopper' });
  const next = `./ahead.html?next&report=${asked.get('report')}`;
  const rules = document.createElement('script');
  rules.type = 'speculationrules';
  rules.textContent = JSON.stringify({ prerender: [{ source: 'list', urls: [next], eagerness: 'immediate' }] });
  document.head.append(rules);
  // Longer than any delay of the other page.
  await new Promise((resolve) => setTimeout(resolve, 8000));
  await tell({ page: 'first', events: await eventsOf() });
  if (asked.has('open')) location.href = next;
}

/** The page rendered ahead: it tracks a view at once. */
async function next() {
  onshelf('track', 'view_item', { items: [{ item_id: 'tent-001' }] });
  await tell({ page: 'next', ahead: document.prerendering });
  if (document.prerendering) await new Promise((resolve) => document.addEventListener('prerenderingchange', resolve));
  const opened = Date.now();
  const { engine, notes } = await (await ready).health();
  const [event] = await eventsOf();
  await tell({ page: 'opened', engine, codes: notes.map(({ code }) => code), late: event.time - opened });
}

void (asked.has('next') ? next() : first());
