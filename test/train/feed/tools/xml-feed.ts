/** An item of an RSS feed with Google's names. */
export function xmlItem(id: string, more = '', title = `Title ${id}`): string {
  return `<item><g:id>${id}</g:id><title>${title}</title><g:price>12.50 EUR</g:price>${more}</item>`;
}

/** An RSS feed of these items, each part on a line of its own: the first item is on line 4. */
export function xmlFeed(items: readonly string[], head = '<?xml version="1.0" encoding="UTF-8"?>'): string {
  const start = '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>';
  return [head, start, '<title>Shop</title>', ...items, '</channel></rss>'].join('\n');
}

/** A frame of zstd that holds these bytes as they are. */
export function zstdOf(text: string): Buffer {
  const bytes = Buffer.from(text);
  const head = Buffer.alloc(13);
  head.writeUInt32LE(0xfd2fb528, 0);
  head[4] = 0b11100000;
  head.writeBigUInt64LE(BigInt(bytes.length), 5);
  const parts = [head];
  for (let at = 0; at < bytes.length; at += 65_536) {
    const part = bytes.subarray(at, at + 65_536);
    const isLast = at + 65_536 >= bytes.length ? 1 : 0;
    const size = Buffer.alloc(3);
    size.writeUIntLE((part.length << 3) | isLast, 0, 3);
    parts.push(size, part);
  }
  return Buffer.concat(parts);
}
