import { createReadStream } from 'node:fs';
import { SaxesParser } from 'saxes';
import { readFeed } from '../../src/train/feed/read-feed.js';
import { SILENT_STEP } from '../../src/train/progress/progress.js';

const [reader, feed] = process.argv.slice(2);

/** Parses the feed and keeps nothing. */
async function parse(): Promise<number> {
  const parser = new SaxesParser({ xmlns: false, position: true });
  let items = 0;
  parser.on('opentag', ({ name }) => {
    if (name === 'item') items++;
  });
  parser.on('text', () => {});
  parser.on('cdata', () => {});
  const decoder = new TextDecoder();
  for await (const part of createReadStream(feed, { highWaterMark: 2 ** 20 }))
    parser.write(decoder.decode(part as Buffer, { stream: true }));
  parser.close();
  return items;
}

const start = performance.now();
const items = reader === 'parser' ? await parse() : (await readFeed({ paths: [feed] }, SILENT_STEP)).catalog.length;
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage();
const cpuSeconds = (user + system) / 1e6;
process.stdout.write(JSON.stringify({ items, seconds, cpuSeconds, peakMegabytes: process.resourceUsage().maxRSS / 1024 }));
