const OPEN_BLOCK = /<(script|style)\b/gi;
const CLOSE_BLOCK = { script: /<\/script\s*>/gi, style: /<\/style\s*>/gi } as const;
const MARKS = /<!\[CDATA\[|\]\]>/g;

/** HTML without its comments, and without the marks around CDATA. A comment without an end is a text. */
export function withoutComments(html: string): string {
  let rest = '';
  let from = 0;
  for (let start = html.indexOf('<!--'); start >= 0; start = html.indexOf('<!--', from)) {
    const end = html.indexOf('-->', start + 4);
    if (end < 0) break;
    rest += html.slice(from, start);
    from = end + 3;
  }
  return (rest + html.slice(from)).replace(MARKS, '');
}

/** HTML with a blank in place of each script and each style sheet. One without an end is a text. */
export function withoutScripts(html: string): string {
  let rest = '';
  let from = 0;
  /** Elements that have no end in what follows: it is searched once. */
  const endless = new Set<string>();
  OPEN_BLOCK.lastIndex = 0;
  for (let found = OPEN_BLOCK.exec(html); found !== null; found = OPEN_BLOCK.exec(html)) {
    const name = found[1].toLowerCase() as keyof typeof CLOSE_BLOCK;
    if (endless.has(name)) continue;
    const close = CLOSE_BLOCK[name];
    close.lastIndex = OPEN_BLOCK.lastIndex;
    if (close.test(html)) {
      rest += `${html.slice(from, found.index)} `;
      from = close.lastIndex;
      OPEN_BLOCK.lastIndex = from;
    } else endless.add(name);
  }
  return rest + html.slice(from);
}
