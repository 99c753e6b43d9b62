/** Signs that part the values of a list within one text, the surest first. */
const SEPARATORS = ['|', ';', ','] as const;
/** Google's feeds part materials by a slash: `cotton/polyester`. */
const OWN_SEPARATORS: Readonly<Record<string, readonly string[]>> = { material: ['/'] };
/** Longest part of a list, in characters: longer ones are sentences. */
const PART_CHARACTERS = 60;

/**
 * The sign that parts the texts of a column into lists: one that stands in several texts, whose parts are short and come again in other texts. So
 * `red|blue` beside `blue` is a list, and `Black, matt` alone is a word.
 *
 * @param name of the attribute
 * @param texts of its items
 * @returns null where the texts are words
 */
export function listSeparator(name: string, texts: readonly string[]): string | null {
  const distinct = [...new Set(texts)];
  for (const separator of [...SEPARATORS, ...(OWN_SEPARATORS[name] ?? [])]) {
    const lists = distinct.filter((text) => text.includes(separator)).map((text) => partsOf(text, separator));
    if (lists.length === 0) continue;
    if (OWN_SEPARATORS[name]?.includes(separator)) return separator;
    if (lists.some((parts) => parts.some((part) => part.length > PART_CHARACTERS))) continue;
    /** Number of texts that have a part. */
    const textsWith = new Map<string, number>();
    for (const part of distinct.flatMap((text) => partsOf(text, separator))) textsWith.set(part, (textsWith.get(part) ?? 0) + 1);
    const again = lists.filter((parts) => parts.some((part) => (textsWith.get(part) ?? 0) > 1)).length;
    if (again > lists.length / 2) return separator;
  }
  return null;
}

/** The distinct parts of a text. */
function partsOf(text: string, separator: string): string[] {
  return [...new Set(text.split(separator).map((part) => part.trim()))].filter(Boolean);
}
