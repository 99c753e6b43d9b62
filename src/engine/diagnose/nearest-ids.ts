import type { Pack } from '../../types/pack.js';

/** A form of an id that is shared by ids of one item: smaller numbers are closer. */
type Form = readonly [text: string, closeness: number];

/**
 * For ids that a pack does not know, the ids of the pack that they most likely mean: the same apart from case and signs, with a word more or less before or
 * after (`gla_123`, `shopify_US_1_123`), or the same number apart from leading zeros. Of an address the end of its path counts.
 *
 * @param pack whose ids are looked through
 * @param unknown ids
 * @returns for each of them the closest id; null if none resembles it, or several do equally
 */
export function nearestIds({ items, idOf }: Pick<Pack, 'items' | 'idOf'>, unknown: readonly string[]): (string | null)[] {
  const wanted = unknown.map((id) => formsOf(nameIn(id)));
  /** By form: the ids of the pack that have it, as far as an unknown id does. */
  const sharing = new Map<string, Form[]>(wanted.flatMap((forms) => [...forms.keys()].map((text) => [text, []])));
  for (let row = 0; row < items; row++) {
    const id = idOf(row);
    for (const [text, closeness] of formsOf(id)) sharing.get(text)?.push([id, closeness]);
  }
  return wanted.map((forms) => {
    let [nearest, best]: [string | null, number] = [null, Number.POSITIVE_INFINITY];
    for (const [text, distance] of forms) {
      for (const [id, closeness] of sharing.get(text) ?? []) {
        if (distance + closeness < best) [nearest, best] = [id, distance + closeness];
        else if (distance + closeness === best && id !== nearest) nearest = null;
      }
    }
    return nearest;
  });
}

/** The part of an address that may be an id: the end of its path. Of any other id, all of it. */
function nameIn(id: string): string {
  return /^https?:\/\/[^/]+\/(?:.*\/)?([^/?#]+)/i.exec(id)?.[1] ?? id;
}

/** Maximum number of words that one of two ids may have more. */
const MAX_EXTRA = 3;

/** The forms of an id, each once, with how far it is from the id. */
function formsOf(id: string): Map<string, number> {
  const words = id.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const forms = new Map<string, number>();
  const add = (part: readonly string[], distance: number): void => {
    const text = part.join('');
    for (const [form, extra] of [
      [text, 0],
      [plainNumber(text), 0.5],
    ] as const) {
      // A part counts if it could be an id: one with a digit.
      const counts = distance === 0 || /\p{N}/u.test(form);
      if (counts && form !== '' && !forms.has(form)) forms.set(form, distance + extra);
    }
  };
  for (let extra = 0; extra <= Math.min(MAX_EXTRA, words.length - 1); extra++) {
    add(words.slice(extra), extra);
    add(words.slice(0, words.length - extra), extra);
  }
  return forms;
}

/** A number without leading zeros; other texts as they are. */
function plainNumber(text: string): string {
  return /^0\d+$/.test(text) ? text.replace(/^0+(?=\d)/, '') : text;
}
