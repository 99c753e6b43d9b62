/** A page's id, and the feed's id that it means. */
export type IdPair = readonly [heard: string, known: string];

/**
 * A regular expression whose first group is a feed's id within a page's id, for the option `itemId`.
 *
 * @param pairs such as `[['gla_123', '123']]`
 * @returns the one of a few that is right for most of them, such as `^gla_(.+)$`; null if none is right for any
 */
export function idPattern(pairs: readonly IdPair[]): string | null {
  let [best, most]: [string | null, number] = [null, 0];
  for (const pair of pairs)
    for (const pattern of patternsOf(pair)) {
      const right = pairs.filter(([heard, known]) => same(new RegExp(pattern).exec(heard)?.[1], known)).length;
      if (right > most) [best, most] = [pattern, right];
    }
  return best;
}

/** Whether two ids are one: capitals and small letters are matched by the library. */
function same(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

/** Patterns for one id, the likeliest first. What is before and after the feed's id may differ from item to item: in numbers, or up to its mark. */
function patternsOf([heard, known]: IdPair): string[] {
  const at = heard.toLowerCase().indexOf(known.toLowerCase());
  if (at < 0 || same(heard, known)) return [];
  const [before, after] = [heard.slice(0, at), heard.slice(at + known.length)];
  const lastMark = before.at(-1) ?? '';
  const [firstMark = ''] = after;
  const isMark = (text: string): boolean => /^[^\p{L}\p{N}]$/u.test(text);
  const forms = [`^${escaped(before, true)}(.+)${escaped(after, true)}$`, `^${escaped(before)}(.+)${escaped(after)}$`];
  if (/^0+$/.test(before)) forms.unshift(`^0*(.+)${escaped(after)}$`);
  const open = [
    before === '' ? '' : isMark(lastMark) ? `.*${escaped(lastMark)}` : null,
    after === '' ? '' : isMark(firstMark) ? `${escaped(firstMark)}.*` : null,
  ];
  // Addresses differ in all but their end.
  if (/^https?:/.test(heard)) forms.unshift(`^.*\\/(.+)${escaped(after)}$`);
  if (open[0] !== null && open[1] !== null) forms.push(`^${open[0]}(.+)${open[1]}$`, `^${open[0].replace('*', '*?')}(.+?)${open[1]}$`);
  return forms;
}

function escaped(text: string, anyNumber = false): string {
  const plain = text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return anyNumber ? plain.replace(/\d+/g, '\\d+') : plain;
}
