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

/** Replaces contents. The focus stays in the place where it was, or goes to the heading of what it was in. */
function replaceKeepingFocus(content: HTMLElement, nodes: readonly Node[], summary: HTMLElement): void {
  const focused = activeElement();
  const place = focused === null || !contains(content, focused) ? -1 : findAll(content, FOCUSABLE).indexOf(focused as HTMLElement);
  const fold = place < 0 ? null : closest(focused, '[data-onshelf-fold]');
  const key = fold !== null && contains(content, fold) ? attribute(fold, 'data-onshelf-fold') : null;
  replaceChildren(content, ...(nodes as Node[]));
  if (place < 0) return;
  const inner = findAll(content, '[data-onshelf-fold]').find((other) => attribute(other, 'data-onshelf-fold') === key);
  const all = findAll(content, FOCUSABLE);
  focus((inner && find(inner, 'summary')) ?? all[Math.min(place, all.length - 1)] ?? summary);
}
