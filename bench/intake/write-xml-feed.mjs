import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

const WORDS =
  'warm dry light sturdy quiet small green blue made for long days outdoors in rain and wind with pockets zips seams &amp; care'.split(' ');
/** Words of a description. */
const DESCRIPTION_WORDS = 3400;

/** Numbers from 0 to 1, the same for every run. */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Writes a made-up feed of Google Merchant as RSS.
 *
 * @param path of the file
 * @param bytes its size, about
 * @returns the number of products
 */
export async function writeXmlFeed(path, bytes) {
  const random = randomNumbers(7);
  const file = createWriteStream(path);
  let written = 0;
  let items = 0;
  const write = async (text) => {
    written += text.length;
    if (!file.write(text)) await once(file, 'drain');
  };
  await write(
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>\n',
  );
  while (written < bytes) {
    const words = Array.from({ length: DESCRIPTION_WORDS }, () => WORDS[Math.floor(random() * WORDS.length)]);
    await write(
      `<item><g:id>p-${items}</g:id><g:title>Product &amp; more ${items}</g:title><g:description><![CDATA[<p>${words.join(' ')}</p>]]></g:description>` +
        `<g:link>https://shop.example/p/${items}?a=1&amp;b=2</g:link><g:image_link>https://shop.example/i/${items}.jpg</g:image_link>` +
        `<g:brand>Brand ${items % 90}</g:brand><g:product_type>Outdoor &gt; Group ${items % 12} &gt; Kind ${items % 300}</g:product_type>` +
        `<g:price>${(5 + Math.floor(random() * 20_000) / 100).toFixed(2)} EUR</g:price><g:availability>in_stock</g:availability>` +
        '<g:shipping><g:country>DE</g:country><g:price>4.90 EUR</g:price></g:shipping></item>\n',
    );
    items++;
  }
  await write('</channel></rss>\n');
  file.end();
  await once(file, 'close');
  return items;
}
