/** A pair of a list of pairs. */
interface ListPair {
  readonly left: string;
  readonly right: string;
}

/**
 * The parts of a list that is separated by commas. Within double quotes, a comma is part of a value, and two quotes are one.
 *
 * @param text such as `a,b` or `a,"b, c"`
 * @returns trimmed
 */
export function splitList(text: string): string[] {
  return quotedParts(text).map(unquoted);
}

/**
 * The pairs of a list such as `a=b,c="d, e"`. A part without `=` belongs to the value before it, as its comma does.
 *
 * @param text the list
 * @param isName whether a part without `=` is a name whose value is missing
 * @returns null where a part is not a pair
 */
export function splitPairs(text: string, isName: (part: string) => boolean): { pairs: ListPair[] } | { fault: string } {
  const pairs: ListPair[] = [];
  for (const part of quotedParts(text)) {
    const cut = splitAt(part);
    const last = pairs.at(-1);
    if (cut < 0 && last !== undefined && part.trim() !== '' && !isName(part.trim())) {
      pairs[pairs.length - 1] = { left: last.left, right: `${last.right},${part.trimEnd()}` };
      continue;
    }
    const [left, right] = [unquoted(part.slice(0, Math.max(0, cut))), unquoted(part.slice(cut + 1))];
    if (cut < 1 || left === '' || right === '') return { fault: part.trim() };
    pairs.push({ left, right });
  }
  return { pairs };
}

/** The place of the first `=` outside quotes; -1 where there is none. */
function splitAt(part: string): number {
  let quoted = false;
  for (let at = 0; at < part.length; at++) {
    if (part[at] === '"') quoted = !quoted;
    if (part[at] === '=' && !quoted) return at;
  }
  return -1;
}

function quotedParts(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    if (text[at] !== ',' || quoted) continue;
    parts.push(text.slice(start, at));
    start = at + 1;
  }
  return [...parts, text.slice(start)];
}

function unquoted(part: string): string {
  const trimmed = part.trim();
  return /^".*"$/s.test(trimmed) && trimmed.length > 1 ? trimmed.slice(1, -1).replaceAll('""', '"') : trimmed;
}
