/** An & that begins no entity and no character reference. */
const BARE = /&(?!(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});)/gi;
/** Longest entity, characters. */
const LONGEST = 40;

/**
 * Escapes each bare & of a text that comes in parts, as in `Tom & Ann` and `?a=1&b=2`. In CDATA too, where cleaning the text undoes it.
 *
 * @returns takes the parts in order, the last with `true`; gives the repaired text so far
 */
export function repairAmpersands(): (part: string, isLast?: boolean) => string {
  let kept = '';
  return (part, isLast = false) => {
    const text = kept + part;
    // An entity may go on in the next part.
    const last = text.lastIndexOf('&');
    const isOpen = !isLast && last >= 0 && last > text.length - LONGEST;
    kept = isOpen ? text.slice(last) : '';
    return (isOpen ? text.slice(0, last) : text).replace(BARE, '&amp;');
  };
}
