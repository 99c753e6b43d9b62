/** A list of the page, as other lists see it. */
export interface PageList {
  /** Ids of the items that it shows, or is about to. */
  ids: readonly string[];
  /** Maximum number of its cards. */
  count: number;
  /** Whether it may show what others show. */
  readonly repeats: () => boolean;
  /** Takes an item off the list and shows the next one in its place. */
  readonly drop: (id: string) => Promise<void>;
}

const lists = new Set<PageList>();
/** Ids of the items that the shopper has dismissed on this page. */
const dismissed = new Set<string>();

/** Adds a list to those of the page; returns a function that removes it. */
export function joinPage(list: PageList): () => void {
  lists.add(list);
  return () => void lists.delete(list);
}

/** The ids that a list leaves out: those that others show, and dismissed ones. */
export function takenIds(list: PageList): ReadonlySet<string> {
  const taken = new Set(dismissed);
  for (const other of lists) if (other !== list && !list.repeats() && !other.repeats()) for (const id of other.ids) taken.add(id);
  return taken;
}

/** Maximum number of items that other lists take, so that there are enough for a list that comes after them. */
export function takenCount(list: PageList): number {
  let count = dismissed.size;
  for (const other of lists) if (other !== list && !list.repeats() && !other.repeats()) count += other.count;
  return count;
}

/** Milliseconds that a list waits for those before it to choose. */
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
  line = Promise.all([before, Promise.race([chosen, wait(QUESTION_TIMEOUT_MS).then(() => known && chosen)])]);
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
