/** Letters that Unicode does not take apart, as they are written without them. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', æ: 'ae', œ: 'oe', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h' };

/**
 * Folds a name for comparison: letters and digits of any script, in lower case and without diacritics. So `Image link`, `image_link` and
 * `imageLink` are equal, and so are `Größe` and `GROSSE`.
 *
 * @param name of a column, an element or a word
 * @returns '' where it has no letter and no digit
 */
export function foldName(name: string): string {
  if (/^[a-z0-9]*$/.test(name)) return name;
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace(/[ßøłæœđðþıħ]/g, (letter) => PLAIN[letter]);
}

/** The spellings of a name that count as one: folded, and with German ae, oe and ue for ä, ö and ü. */
export function foldedForms(name: string): string[] {
  const spelled = name.replace(/[äöü]/gi, (letter) => `${letter.normalize('NFD')[0]}e`);
  return [...new Set([foldName(name), foldName(spelled)])];
}
