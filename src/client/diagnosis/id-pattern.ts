/**
 * A regular expression whose first group is a feed's id within a page's id, for the option `itemIdPattern`.
 *
 * @param heard a page's id, such as `gla_123`
 * @param known the feed's id that it means, such as `123`
 * @returns such as `^gla_(.+)$`; null if the feed's id is not a part of the page's
 */
export function idPattern(heard: string, known: string): string | null {
  const at = heard.indexOf(known);
  if (at < 0 || heard === known) return null;
  return `^${escaped(heard.slice(0, at))}(.+)${escaped(heard.slice(at + known.length))}$`;
}

function escaped(text: string): string {
  // Numbers before or after an id may differ from item to item.
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\d+/g, '\\d+');
}
