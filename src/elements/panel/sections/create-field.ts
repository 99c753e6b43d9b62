import { focus, listen, removeAttribute, setAttribute, setText } from '../../../core/page/page-nodes.js';
import type { ChangeResult } from '../../../types/change-result.js';
import { makeElement } from '../../markup/make-element.js';
import { isSectionText } from './section-texts.js';
import type { SectionView } from './section-view.js';

/** A field with its label, and a place for what is wrong with it. */
export interface PanelField {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  /** Says what is wrong, and moves the focus there. */
  fail(words: string): void;
  /** Takes that back. */
  clear(): void;
}

/** Counts fields: their messages have ids. */
let made = 0;

/**
 * Creates a field.
 *
 * @param words of its label
 * @param attributes of the input
 */
export function createField(words: string, attributes: Readonly<Record<string, string>>): PanelField {
  const id = `onshelf-fault-${++made}`;
  const input = makeElement('input', { ...attributes, 'aria-describedby': id });
  const fault = makeElement('span', { id, role: 'alert' });
  const label = makeElement('label', {}, makeElement('span', {}, words), ' ', input);
  const clear = (): void => {
    setText(fault, '');
    removeAttribute(input, 'aria-invalid');
  };
  listen(input, 'input', clear);
  return {
    element: makeElement('p', { 'data-onshelf-field': '' }, label, ' ', fault),
    input,
    fail: (why) => {
      setText(fault, why);
      setAttribute(input, 'aria-invalid', 'true');
      focus(input);
    },
    clear,
  };
}

/** As `profile.export()` has it. */
const MIN_CHARACTERS = 8;

/** Result of an action on a copy: its code may be any. */
export type CopyResult = Pick<ChangeResult, 'done' | 'added' | 'message'> & { readonly reason?: string };

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
