import { listen } from '../../../core/page/page-nodes.js';
import type { ChangeResult } from '../../../types/change-result.js';
import { makeElement } from '../../markup/make-element.js';
import { createField, type PanelField } from './create-field.js';
import { isSectionText } from './section-texts.js';
import type { PanelSection, SectionView } from './section-view.js';

/** As `profile.export()` has it. */
const MIN_CHARACTERS = 8;

/** Result of an action on a copy: its code may be any. */
type CopyResult = Pick<ChangeResult, 'done' | 'added' | 'message'> & { readonly reason?: string };

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
  return [makeElement('h3', {}, say('copy-save')), field.element, makeElement('p', {}, save)];
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
  return [makeElement('h3', {}, say('copy-read')), file.element, field.element, makeElement('p', {}, read)];
}

/** A field for a passphrase. */
export const passphraseField = ({ say }: SectionView, autocomplete: 'new-password' | 'current-password'): PanelField =>
  createField(say('passphrase'), { type: 'password', autocomplete });

/**
 * Runs an action with a passphrase. What is wrong with the passphrase or with the copy is said at its field, all else in the status line.
 *
 * @param origin the button that was pressed
 * @param fields where the passphrase is, and where the copy comes from
 * @param act resolves with the result
 * @param success makes words of it
 */
export async function runWithPassphrase(
  { say, outcome }: SectionView,
  origin: HTMLElement,
  fields: { readonly passphrase: PanelField; readonly copy?: PanelField },
  act: (passphrase: string) => Promise<CopyResult>,
  success: (result: CopyResult) => string,
): Promise<void> {
  const { passphrase, copy } = fields;
  passphrase.clear();
  if (passphrase.input.value.length < MIN_CHARACTERS) return passphrase.fail(say('why-passphrase-short'));
  let failed = false;
  const run = async (): Promise<ChangeResult> => {
    const result = await act(passphrase.input.value);
    const field = result.reason === 'passphrase-wrong' ? passphrase : FAULTS_OF_COPIES.has(result.reason ?? '') ? copy : undefined;
    failed = !result.done && field !== undefined;
    if (!failed) return result as ChangeResult;
    const name = `why-${result.reason}`;
    field?.fail(isSectionText(name) ? say(name) : '');
    return { done: true };
  };
  outcome.say(say('reading'));
  await outcome.run(run, (result) => (failed ? '' : success(result)), origin);
}

const FAULTS_OF_COPIES: ReadonlySet<string> = new Set(['bad-input', 'version-mismatch']);
