import { append, focus, listen, replaceChildren } from '../../../core/page/page-nodes.js';
import { makeElement } from '../../markup/make-element.js';
import { type PanelField, passphraseField, runWithPassphrase } from './create-field.js';
import type { SectionView } from './section-view.js';

/**
 * The button that shows an encrypted copy as QR codes, and the place where it does.
 *
 * @param view of the section
 * @param passphrase the field of the passphrase
 */
export function showPart(view: SectionView, passphrase: PanelField): { readonly button: HTMLElement; readonly place: HTMLElement } {
  const { say, shelf } = view;
  const place = makeElement('div');
  const button = makeElement('button', { type: 'button' }, say('show-codes'));
  listen(button, 'click', () => {
    replaceChildren(place);
    let codes: readonly string[] = [];
    const act = async (words: string): Promise<{ readonly done: boolean }> => {
      const [result, { showCodes }] = await Promise.all([
        shelf.profile.export({ passphrase: words, as: 'codes' }),
        import('../codes/show/show-codes.js'),
      ]);
      if (!result.done) return result;
      codes = result.codes;
      showCodes(place, codes, view);
      return result;
    };
    void runWithPassphrase(view, button, { passphrase }, act, () => '');
  });
  return { button, place };
}

/**
 * The button that reads QR codes by the camera, and the place where it does; then the passphrase is asked for.
 *
 * @param view of the section
 */
export function scanPart(view: SectionView): { readonly button: HTMLElement; readonly place: HTMLElement } {
  const { say, shelf, outcome, messageOf } = view;
  const place = makeElement('div');
  const button = makeElement('button', { type: 'button' }, say('scan'));
  const ask = (texts: readonly string[]): void => {
    const passphrase = passphraseField(view, 'current-password');
    const read = makeElement('button', { type: 'button' }, say('scan-read'));
    listen(read, 'click', () => {
      const act = (words: string) => shelf.profile.import(texts, { passphrase: words });
      const success = ({ added = 0 }): string => {
        replaceChildren(place);
        focus(button);
        return say('added', { count: added });
      };
      void runWithPassphrase(view, read, { passphrase }, act, success);
    });
    append(place, makeElement('p', { role: 'status' }, say('scan-done', { count: texts.length })), passphrase.element, read);
    focus(passphrase.input);
  };
  listen(button, 'click', () => {
    outcome.say('');
    import('../codes/scan/scan-codes.js')
      .then(({ scanCodes }) => scanCodes(place, view, ask))
      .catch((error: unknown) => outcome.say(`${say('unread')} ${messageOf(error)}`));
  });
  return { button, place };
}
