import { attribute, closest, contains, find, findAll, focus, listen, replaceChildren } from '../../../core/page/page-nodes.js';
import { activeElement } from '../../../core/page/platform.js';
import { makeElement } from '../../markup/make-element.js';
import type { SectionView } from './section-view.js';

/** A part that folds, filled when it is opened. */
export interface Fold {
  readonly element: HTMLDetailsElement;
  /** Fills it anew if it is open. */
  refresh(): void;
}

/**
 * Creates a part that folds.
 *
 * @param view of the section; `opened` remembers by `key` whether it is open
 * @param key unique in the panel
 * @param words of its summary
 * @param fill makes the contents; a rejection is shown
 */
export function createFold(
  { say, text, opened, messageOf }: Pick<SectionView, 'say' | 'text' | 'opened' | 'messageOf'>,
  key: string,
  words: string,
  fill: () => Promise<readonly Node[]>,
): Fold {
  const content = makeElement('div');
  const summary = makeElement('summary', {}, words);
  const element = makeElement('details', { 'data-onshelf-fold': key }, summary, content);
  let turn = 0;
  const show = async (): Promise<void> => {
    const mine = ++turn;
    // A list that is being made anew stays until the new one is there.
    if (findAll(content, '*').length === 0) replaceChildren(content, makeElement('p', {}, say('reading')));
    let nodes: readonly Node[];
    try {
      nodes = await fill();
    } catch (error) {
      const again = makeElement('button', { type: 'button' }, text('again'));
      listen(again, 'click', () => void show());
      nodes = [makeElement('p', { role: 'status' }, `${say('unread')} ${messageOf(error)} `, again)];
    }
    if (mine === turn) replaceKeepingFocus(content, nodes, summary);
  };
  listen(element, 'toggle', () => {
    if (element.open) {
      opened.add(key);
      void show();
    } else opened.delete(key);
  });
  element.open = opened.has(key);
  return { element, refresh: () => void (element.open && show()) };
}

const FOCUSABLE = 'button,input,select,summary';
const FOLD = 'data-onshelf-fold';
/** Marks what is the same thing before and after, by its value. */
const ROW = 'data-onshelf-row';

/**
 * Replaces contents. The focus goes to the heading of the part that it was in, or stays in its row, which may have another place now: a second press must
 * not do something else. Else it stays where it was, if it can.
 */
function replaceKeepingFocus(content: HTMLElement, nodes: readonly Node[], summary: HTMLElement): void {
  const focused = activeElement();
  const place = focused === null || !contains(content, focused) ? -1 : findAll(content, FOCUSABLE).indexOf(focused as HTMLElement);
  const around = (name: string): HTMLElement | null => {
    const found = place < 0 ? null : closest(focused, `[${name}]`);
    return found !== null && contains(content, found) ? found : null;
  };
  const fold = around(FOLD);
  const row = around(ROW);
  const rowPlace = row === null ? -1 : findAll(row, FOCUSABLE).indexOf(focused as HTMLElement);
  replaceChildren(content, ...(nodes as Node[]));
  if (place < 0) return;
  const now = (name: string, before: HTMLElement | null): HTMLElement | undefined =>
    before === null ? undefined : findAll(content, `[${name}]`).find((other) => attribute(other, name) === attribute(before, name));
  const inner = now(FOLD, fold);
  const rowNow = now(ROW, row);
  const all = findAll(content, FOCUSABLE);
  const same = row === null ? all[Math.min(place, all.length - 1)] : rowNow && findAll(rowNow, FOCUSABLE)[rowPlace];
  focus((inner && find(inner, 'summary')) ?? same ?? summary);
}
