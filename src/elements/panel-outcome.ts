import { messageOf } from '../core/onshelf-error.js';
import { attribute, focus, isConnected, listen, setHidden, setText } from '../core/page/page-nodes.js';
import { activeElement } from '../core/page/platform.js';
import { cleanText } from '../core/text/clean-text.js';
import type { ChangeResult } from '../types/change-result.js';
import type { TextName, TextOf } from './element-texts.js';
import { makeElement } from './make-element.js';

/** Where the panel says what became of something, and offers to try it again. */
export interface PanelOutcome {
  /** The words and the button. */
  readonly element: HTMLElement;
  /**
   * Does something, and says what became of it.
   *
   * @param act resolves with its result; success is said only where `done` is true
   * @param success what is said then; null: what is shown says it
   * @param origin what the shopper used: it has the focus back once trying again has worked
   */
  run(act: () => Promise<Pick<ChangeResult, 'done' | 'reason' | 'message'>>, success: TextName | null, origin: HTMLElement): Promise<void>;
}

/**
 * Makes the place for outcomes.
 *
 * @param panel whose attributes `text-why-CODE` may say in the shop's words why something failed
 * @param text the words of the panel
 */
export function createOutcome(panel: Element, text: TextOf): PanelOutcome {
  const said = makeElement('span', { role: 'status' });
  const again = makeElement('button', { type: 'button' }, text('again'));
  setHidden(again, true);
  let retry: () => void = () => {};
  listen(again, 'click', () => retry());
  /** Counts what was begun: only the last has a say. */
  let turn = 0;

  const run: PanelOutcome['run'] = async (act, success, origin) => {
    const mine = ++turn;
    let result: Partial<ChangeResult> | undefined;
    try {
      result = await act();
    } catch (error) {
      result = { reason: 'worker-failed', message: messageOf(error) };
    }
    if (mine !== turn) return;
    if (result?.done === true) {
      setText(said, success === null ? '' : text(success));
      if (activeElement() === again && isConnected(origin)) focus(origin);
      setHidden(again, true);
      return;
    }
    const why = attribute(panel, `text-why-${result?.reason}`) ?? cleanText(result?.message);
    setText(said, `${text('failed')} ${why}`.trim());
    retry = () => void run(act, success, origin);
    setHidden(again, false);
  };
  return { element: makeElement('p', {}, said, ' ', again), run };
}
