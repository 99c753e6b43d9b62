import { comesBefore } from '../core/page/page-nodes.js';
import { noteShownList } from '../core/page/shown-list.js';

/** A list of the page, as other lists see it. */
export interface PageList {
  /** Lists that come before it in the document choose first. */
  readonly element: HTMLElement;
  /** Ids of the items that it shows, or is about to. */
  ids: readonly string[];
  /** What served it, or why the shop's own content is shown. */
  why: string;
  /** Maximum number of its cards. */
  count: number;
  /** Whether its placement in the shop's file may show what others show. */
  free?: boolean;
  /** Of the shop's own items, where they are recorded as a list: for whom, where, and what ends that. */
  shopOrder?: { readonly of: string; readonly place: Element; readonly stop: () => void } | undefined;
  /** Whether it may show what others show. */
  readonly repeats: () => boolean;
  /** Takes an item off the list and shows the next one in its place. */
  readonly drop: (id: string) => Promise<void>;
  /** Has the list choose anew. */
  readonly refresh: () => void;
}

const lists = new Set<PageList>();
/** Ids of the items that the shopper has dismissed on this page. */
const dismissed = new Set<string>();

/** Adds a list to those of the page; returns a function that removes it. */
export function joinPage(list: PageList): () => void {
  lists.add(list);
  noteShownList(list.element, list);
  return () => void lists.delete(list);
}

/** Whether a list comes before another in the document, and neither repeats what the other shows. */
function goesFirst(list: PageList, other: PageList): boolean {
  return list !== other && !list.repeats() && !other.repeats() && comesBefore(list.element, other.element);
}

/**
 * The ids that a list leaves out: those that lists before it show, and dismissed ones.
 *
 * @param all also those that lists after it show, for a single card: they keep theirs
 */
export function takenIds(list: PageList, all = false): ReadonlySet<string> {
  const taken = new Set(dismissed);
  for (const other of lists) if (goesFirst(other, list) || (all && goesFirst(list, other))) for (const id of other.ids) taken.add(id);
  return taken;
}

/** Maximum number of items that lists before it take, so that there are enough for the list. */
export function takenCount(list: PageList): number {
  let count = dismissed.size;
  for (const other of lists) if (goesFirst(other, list)) count += other.count;
  return count;
}

/** Notes what a list shows. Lists after it that show some of that, since they were answered sooner, choose anew. */
export function takeIds(list: PageList, ids: readonly string[]): void {
  list.ids = ids;
  for (const other of lists) if (goesFirst(list, other) && other.ids.some((id) => ids.includes(id))) other.refresh();
}

/** Milliseconds that a list waits for those before it to choose, so that one that hangs does not hold up all others. */
const TURN_TIMEOUT_MS = 3000;
/** Milliseconds that they may take to know what to ask: a page may tell its cart late. */
const QUESTION_TIMEOUT_MS = 300;
let line: Promise<unknown> = Promise.resolve();

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Lets lists choose their items in the order in which they were asked for, whichever is answered first.
 *
 * @param question resolves when the list knows what to ask
 * @param choose asks, and awaits its turn before it takes items
 */
export function inTurn<Chosen>(question: Promise<unknown>, choose: (turn: Promise<unknown>) => Promise<Chosen>): Promise<Chosen> {
  const before = line;
  let known = false;
  const know = (): void => {
    known = true;
  };
  question.then(know, know);
  const choosing = choose(Promise.race([before, wait(TURN_TIMEOUT_MS)]));
  // One that fails has chosen nothing.
  const chosen = choosing.catch(() => {});
  line = Promise.all([before, Promise.race([chosen, wait(QUESTION_TIMEOUT_MS).then(() => (known ? chosen : undefined))])]);
  return choosing;
}

/** Takes a dismissed item off all lists of the page. */
export async function dropFromPage(id: string): Promise<void> {
  dismissed.add(id);
  // One after another: each looks for an item that no other shows.
  for (const list of [...lists]) await list.drop(id);
}

/** Lets dismissed items return: what the shopper said of them may be forgotten now. */
export const letReturn = (): void => dismissed.clear();
