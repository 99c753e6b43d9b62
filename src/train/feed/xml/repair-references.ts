/** An & that begins no reference of XML; and where no & begins one: CDATA and comments. */
const PLACES = /<!\[CDATA\[|<!--|&(?!(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|amp|lt|gt|quot|apos);)/g;
/** An entity by its name: of HTML, or of a DTD, which is not read. */
const NAMED = /^&[A-Za-z][\w.-]{0,31};/;
/** Longer than a reference, and than a mark of CDATA or of a comment, characters. */
const LONGEST = 40;

/**
 * Escapes each & of a text that begins no reference of XML: of `Tom & Ann`, of `?a=1&b=2`, of `&nbsp;`. CDATA and comments stay.
 *
 * @param noteFault receives what each one is; of the first, the number of line ends between the end of what was given and it
 * @returns takes the parts in order, the last with `true`; gives the repaired text, less the end of a part that is not decided
 */
export function repairReferences(noteFault: (message: string, lineEnds: number) => void): (part: string, isLast?: boolean) => string {
  let kept = '';
  /** What ends the CDATA or the comment that is open; '' where none is. */
  let end = '';
  let isFirst = true;
  return (part, isLast = false) => {
    const text = kept + part;
    // What begins after it may go on in the next part.
    let decided = isLast ? text.length : Math.max(0, text.length - LONGEST);
    let repaired = '';
    let copied = 0;
    for (let at = 0; at < decided; decided = Math.max(decided, at)) {
      if (end !== '') {
        const found = text.indexOf(end, at);
        if (found < 0) break;
        at = found + end.length;
        end = '';
        continue;
      }
      PLACES.lastIndex = at;
      const found = PLACES.exec(text);
      if (found === null || found.index >= decided) break;
      const [mark] = found;
      at = found.index + mark.length;
      if (mark !== '&') {
        end = mark === '<!--' ? '-->' : ']]>';
        continue;
      }
      const name = NAMED.exec(text.slice(found.index, found.index + LONGEST))?.[0];
      const lineEnds = isFirst ? (text.slice(0, found.index).match(/\r\n?|\n/g)?.length ?? 0) : 0;
      isFirst = false;
      noteFault(name === undefined ? 'a bare & in a text' : `undefined entity ${name}`, lineEnds);
      repaired += `${text.slice(copied, found.index)}&amp;`;
      copied = at;
    }
    kept = text.slice(decided);
    return repaired + text.slice(copied, decided);
  };
}
