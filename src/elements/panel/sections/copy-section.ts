import { listen } from '../../../core/page/page-nodes.js';
import { makeElement } from '../../markup/make-element.js';
import { scanPart, showPart } from './code-parts.js';
import { type CopyResult, createField, passphraseField, runWithPassphrase } from './create-field.js';
import type { PanelSection, SectionView } from './section-view.js';

/** Saves an encrypted copy, and reads one. */
export const COPY_SECTION: PanelSection = {
  name: 'copies',
  keepsFields: true,
  fill: async (view) => [makeElement('p', {}, view.say('copies-how')), ...savePart(view), ...readPart(view)],
};

function savePart(view: SectionView): Node[] {
  const { say, shelf } = view;
  const field = passphraseField(view, 'new-password');
  const save = makeElement('button', { type: 'button' }, say('save-file'));
  const act = async (passphrase: string): Promise<CopyResult> => {
    const result = await shelf.profile.export({ passphrase });
    if (result.done) view.saveFile('what-this-shop-knows-encrypted.json', result.profile);
    return result;
  };
  listen(save, 'click', () => void runWithPassphrase(view, save, { passphrase: field }, act, () => view.text('exported')));
  const { button, place } = showPart(view, field);
  return [makeElement('h3', {}, say('copy-save')), field.element, makeElement('p', {}, save, ' ', button), place];
}

function readPart(view: SectionView): Node[] {
  const { say, shelf } = view;
  const file = createField(say('file'), { type: 'file', accept: '.json,application/json' });
  const field = passphraseField(view, 'current-password');
  const read = makeElement('button', { type: 'button' }, say('read-file'));
  listen(read, 'click', () => {
    const chosen = file.input.files?.[0];
    if (chosen === undefined) return file.fail(say('no-file'));
    file.clear();
    const act = async (passphrase: string): Promise<CopyResult> => {
      let data: unknown;
      try {
        data = JSON.parse(await chosen.text());
      } catch {
        return { done: false, reason: 'bad-input' };
      }
      return shelf.profile.import(data, { passphrase });
    };
    void runWithPassphrase(view, read, { passphrase: field, copy: file }, act, ({ added = 0 }) => say('added', { count: added }));
  });
  const { button, place } = scanPart(view);
  return [
    makeElement('h3', {}, say('copy-read')),
    file.element,
    field.element,
    makeElement('p', {}, read),
    makeElement('p', {}, button),
    place,
  ];
}
