import type { AsyncCommand } from 'fast-check';
import * as fc from 'fast-check';
import type { Fault, FaultKind } from './fault-injector.js';
import type { ModelShop } from './shop.js';
import type { Tab } from './tab.js';

/** A step of a test: an action of a user or the shop, or a fault. */
type ShopCommand = AsyncCommand<object, ModelShop>;

/** Real milliseconds after which a command counts as stuck. */
const COMMAND_TIMEOUT_MS = 10_000;
const slot = fc.constantFrom(0, 0, 0, 1, 1, 2);
const item = fc.constantFrom('a', 'a', 'b');

/** A command of a tab; if the tab does not exist, it is opened first. */
function command(text: string, slotOf: number | null, run: (shop: ModelShop, tab: Tab) => Promise<void>): ShopCommand {
  const act = async (shop: ModelShop): Promise<void> => {
    if (slotOf !== null && shop.tabs[slotOf] === null) await shop.open(slotOf);
    await run(shop, (slotOf === null ? null : shop.tabs[slotOf]) as Tab);
  };
  return {
    check: () => true,
    run: (_model, shop) => shop.time.within(COMMAND_TIMEOUT_MS, text, act(shop)),
    toString: () => text,
  };
}

/** Tracks some events at once without waiting. Only a page that is not frozen does. */
function track(shop: ModelShop, tab: Tab, items: readonly string[]): void {
  void tab.wake();
  for (const [index, shared] of items.entries()) {
    const tag = `tag-${shop.ledger.entries.length}`;
    const parameters = {
      items: [{ item_id: shared }, { item_id: tag }],
      ...(index % 3 === 1 ? { transaction_id: tag } : {}),
      ...(index % 3 === 2 ? { search_term: tag } : {}),
    };
    shop.ledger.tracked(tab, shared, tab.recorder.track(index % 3 === 1 ? 'purchase' : 'view_item', parameters));
  }
}

const KINDS: FaultKind[] = [
  'open-unknown',
  'open-refused',
  'open-hangs',
  'refused',
  'quota',
  'unknown',
  'aborted',
  'unacknowledged',
  'closed',
];

/** Faults that a second try repairs. */
const PASSING: FaultKind[] = ['refused', 'quota', 'unknown', 'aborted', 'unacknowledged', 'closed'];

const fault = fc
  .record({ kind: fc.constantFrom(...KINDS), after: fc.nat({ max: 8 }), times: fc.constantFrom(1, 1, 2, 3, Infinity) })
  // A backing store that stays broken is replaced by another one, and deleted: that is intended.
  .map((given) => (given.kind === 'open-unknown' ? { ...given, times: Math.min(given.times, 3) } : given));

/** Storage ends for a page in the middle of its work: at the n-th operation, permanently. */
const dying = fc.record({
  kind: fc.constantFrom<FaultKind>('open-refused', 'open-hangs', 'refused', 'aborted', 'unacknowledged', 'stuck'),
  after: fc.nat({ max: 6 }),
  times: fc.constant(Infinity),
  /** Turns of the page before it is gone; none: at once. */
  turns: fc.constantFrom(0, 0, 1, 2, 5),
});
/** Ways in which a page ends. */
interface Death extends Fault {
  readonly turns: number;
}

/** All commands, the usual ones more often. */
export const shopCommands = fc.commands(
  [
    fc
      .tuple(slot, fc.array(item, { minLength: 1, maxLength: 6 }))
      .map(([at, items]) => command(`track(${at}, ${items})`, at, async (shop, tab) => track(shop, tab, items))),
    fc.tuple(slot, fc.array(item, { minLength: 1, maxLength: 6 })).map(([at, items]) =>
      command(`trackAndWait(${at}, ${items})`, at, async (shop, tab) => {
        track(shop, tab, items);
        await shop.ledger.settled();
      }),
    ),
    fc
      .tuple(slot, item, fc.constantFrom(...PASSING), fc.nat({ max: 1 }))
      .map(([at, one, kind, after]) =>
        command(`trackThrough(${at}, ${kind} after ${after})`, at, (shop, tab) =>
          trackThrough(shop, tab, [one, one, one], { kind, after, times: 1 }),
        ),
      ),
    slot.map((at) => command(`flush(${at})`, at, (_shop, tab) => tab.recorder.flush())),
    slot.map((at) => command(`leave(${at})`, at, async (_shop, tab) => tab.leave())),
    slot.map((at) =>
      command(`crash(${at})`, at, async (shop, tab) => {
        tab.crash();
        shop.tabs[at] = null;
        shop.ledger.died(tab);
      }),
    ),
    fc.tuple(slot, item).map(([at, forgotten]) =>
      command(`forget(${at}, ${forgotten})`, at, async (shop, tab) => {
        for (const other of shop.tabs) await other?.wake();
        const done = shop.ledger.forgetting(forgotten);
        const failed = tab.failures.length;
        await tab.profile.forget({ itemId: forgotten });
        await tab.heard();
        done(tab.failures.length === failed);
      }),
    ),
    slot.map((at) => command(`importAgain(${at})`, at, importAgain)),
    slot.map((at) =>
      command(`read(${at})`, at, async (shop, tab) => {
        await tab.profile.inspect();
        await shop.read();
      }),
    ),
    slot.map((at) => command(`freeze(${at})`, at, async (_shop, tab) => tab.freeze())),
    slot.map((at) => command(`wake(${at})`, at, (_shop, tab) => tab.wake())),
    slot.map((at) => command(`deny(${at})`, at, (shop) => shop.setConsent(at, 'denied'))),
    slot.map((at) => command(`erase(${at})`, at, (shop) => shop.setConsent(at, 'unknown'))),
    slot.map((at) => command(`grant(${at})`, at, (shop) => shop.setConsent(at, 'granted'))),
    slot.map((at) => command(`grantAgain(${at})`, at, (shop) => shop.setConsent(at, 'granted'))),
    fc
      .tuple(slot, fc.constantFrom('denied' as const, 'unknown' as const), dying)
      .map(([at, consent, death]) =>
        command(`refuseAndDie(${at}, ${consent}, ${death.kind} after ${death.after}, gone after ${death.turns})`, at, (shop, tab) =>
          refuseAndDie(shop, tab, at, consent, death),
        ),
      ),
    fc
      .tuple(slot, item, dying)
      .map(([at, one, death]) =>
        command(`forgetAndDie(${at}, ${one}, ${death.kind} after ${death.after}, gone after ${death.turns})`, at, (shop, tab) =>
          forgetAndDie(shop, tab, at, one, death),
        ),
      ),
    fault.map((given) =>
      command(`fault(${given.kind}, after ${given.after}, ${given.times} times)`, null, async (shop) => shop.faults.arm(given)),
    ),
    fault.map((given) =>
      command(`fault(${given.kind}, after 0, once)`, null, async (shop) => shop.faults.arm({ ...given, after: 0, times: 1 })),
    ),
    fc.constantFrom(10, 4000, 400_000).map((milliseconds) =>
      command(`wait(${milliseconds} ms)`, null, async (shop) => {
        shop.time.advance(milliseconds);
        shop.faults.release();
        await new Promise((resolve) => setTimeout(resolve, 1));
      }),
    ),
    fc.constant(command('settle()', null, (shop) => shop.settle())),
  ],
  { maxCommands: 30, size: '+1' },
);

/** Tracks while one operation fails; a single failure must not keep an event out of a log that worked before. */
async function trackThrough(shop: ModelShop, tab: Tab, items: readonly string[], failing: Fault): Promise<void> {
  await shop.settle();
  if (tab.state.consent !== 'granted') return;
  shop.faults.arm(failing);
  const first = shop.ledger.entries.length;
  track(shop, tab, items);
  await shop.ledger.settled();
  const kept = shop.ledger.entries.slice(first).map((entry) => entry.kept);
  if (kept.some((one) => one !== 'stored')) throw new Error(`one ${failing.kind} kept events out of the log: ${kept}`);
}

/** Imports stored events again. While storage does not answer, no tab knows that they are stored; they are held in memory, and found later. */
async function importAgain(shop: ModelShop, tab: Tab): Promise<void> {
  if (tab.state.consent !== 'granted') return;
  const again = shop.ledger.entries.filter(({ kept, demand }) => kept === 'stored' && demand === 'must');
  const events = again.flatMap(({ tag, owner }) => owner.made.get(tag) ?? []);
  const { added } = await tab.profile.import({ events });
  if (added !== 0 && tab.recorder.held().length === 0) throw new Error(`${added} events were taken in that were there already`);
}

/** A page ends before it could do more than record the refusal. */
async function die(shop: ModelShop, tab: Tab, at: number, { turns }: Death): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setTimeout(resolve, 1));
  tab.crash();
  shop.tabs[at] = null;
  shop.ledger.died(tab);
  // Its pending work ends as in a process that is killed: not at all.
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setTimeout(resolve, 1));
  shop.time.advance(10_000);
  await new Promise((resolve) => setTimeout(resolve, 1));
  shop.faults.disarm();
  shop.faults.release();
}

/** Withdraws consent and ends: the next page recalls nothing, and deletes remaining data. */
async function refuseAndDie(shop: ModelShop, tab: Tab, at: number, consent: 'denied' | 'unknown', death: Death): Promise<void> {
  for (const other of shop.tabs) await other?.wake();
  shop.ledger.erased();
  shop.time.advance(1);
  shop.faults.arm(death);
  void tab.consentControl.set(consent);
  await die(shop, tab, at, death);
  for (const other of shop.tabs) await other?.consentControl.heed();
  await shop.open(at);
  const found = shop.tabs[at]?.state.consent;
  if (found === 'granted') throw new Error(`the next page recalls a consent that was taken back`);
  await shop.leavesNothing();
}

/** Forgets and ends: the next page deletes it from the log. */
async function forgetAndDie(shop: ModelShop, tab: Tab, at: number, forgotten: string, death: Death): Promise<void> {
  for (const other of shop.tabs) await other?.wake();
  await shop.ledger.settled();
  const done = shop.ledger.forgetting(forgotten);
  const granted = tab.state.consent === 'granted';
  shop.faults.arm(death);
  void tab.profile.forget({ itemId: forgotten });
  await die(shop, tab, at, death);
  await shop.open(at);
  done(granted && shop.tabs[at]?.state.consent === 'granted');
}
