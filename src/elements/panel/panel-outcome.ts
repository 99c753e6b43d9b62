import { messageOf } from '../../core/onshelf-error.js';
import { attribute, focus, isConnected, listen, setHidden, setText } from '../../core/page/page-nodes.js';
import { activeElement } from '../../core/page/platform.js';
import { cleanText } from '../../core/text/clean-text.js';
import type { ChangeResult } from '../../types/change-result.js';
import { makeElement } from '../markup/make-element.js';
import type { PanelTextName, PanelTextOf } from './panel-texts.js';

/** Result of an action. `words`: why it is not done, for people, in place of what its reason says. */
export type PanelResult = Partial<ChangeResult> & { readonly words?: string };

/** The panel's status line, with a button to retry. */
export interface PanelOutcome {
  /** The line and the button. */
  readonly element: HTMLElement;
  /**
   * Runs an action and shows its result.
   *
   * @param act resolves with the result
   * @param success text shown if `done` is true, or makes it; null: none
   * @param origin the button that was pressed; it gets the focus after a successful retry
   */
  run(
    act: () => Promise<PanelResult>,
    success: PanelTextName | ((result: ChangeResult) => string) | null,
    origin: HTMLElement,
  ): Promise<void>;
  /** Shows words alone. */
  say(words: string): void;
}

/**
 * Creates the status line.
 *
 * @param panel with attributes `text-why-CODE`, the shop's own texts for failures
 * @param text the panel's texts
 * @param whyOf words for a failure; without them its message is shown
 */
export function createOutcome(
  panel: Element,
  text: PanelTextOf,
  whyOf: (result: PanelResult) => string | undefined = () => undefined,
): PanelOutcome {
  const said = makeElement('span', { role: 'status' });
  const again = makeElement('button', { type: 'button' }, text('again'));
  setHidden(again, true);
  let retry: () => void = () => {};
  listen(again, 'click', () => retry());
  /** Counts actions; only the latest one reports. */
  let turn = 0;

  const run: PanelOutcome['run'] = async (act, success, origin) => {
    const mine = ++turn;
    let result: PanelResult | undefined;
    try {
      result = await act();
    } catch (error) {
      result = { reason: 'worker-failed', message: messageOf(error) };
    }
    if (mine !== turn) return;
    if (result?.done === true) {
      setText(said, success === null ? '' : typeof success === 'function' ? success(result as ChangeResult) : text(success));
      if (activeElement() === again && isConnected(origin)) focus(origin);
      setHidden(again, true);
      return;
    }
    const why = attribute(panel, `text-why-${result?.reason}`) ?? whyOf(result ?? {}) ?? cleanText(result?.message);
    setText(said, `${text('failed')} ${why}`.trim());
    retry = () => void run(act, success, origin);
    setHidden(again, false);
  };
  const say = (words: string): void => {
    turn++;
    setText(said, words);
    setHidden(again, true);
  };
  return { element: makeElement('p', {}, said, ' ', again), run, say };
}
