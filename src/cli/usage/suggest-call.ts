import type { Command, OptionValues } from '../options/command.js';

/** Names of files that are logs rather than feeds. */
const LOG_NAME = /order|log|event|click|view|purchase|transaction|session|history|sales|ga4/i;
/** Names of files that are feeds rather than logs. */
const FEED_NAME = /product|catalog|feed|item|\.xml\b/i;

/**
 * The call that was probably meant by one with bare words: `onshelf build products.xml orders.csv`.
 *
 * @param command takes no words besides its options
 * @param values of the options given
 * @param words the bare words
 * @returns as it is typed in a shell; null where the command reads neither feed nor log, or the words do not look like files
 */
export function suggestCall(command: Command, values: OptionValues, words: readonly string[]): string | null {
  const reads = ['catalog', 'events'].filter((name) => Object.hasOwn(command.options, name));
  if (command.positionals.length > 0 || reads.length === 0 || words.length === 0 || !words.every((word) => /[./\\*]/.test(word)))
    return null;
  const files: Record<string, string[]> = { catalog: [...listOf(values.catalog)], events: [...listOf(values.events)] };
  const missing = (name: string): boolean => reads.includes(name) && files[name].length === 0;
  for (const word of words) {
    const name = word.split(/[/\\]/).at(-1) ?? '';
    const [isLog, isFeed] = [LOG_NAME.test(name), FEED_NAME.test(name)];
    const kind = isLog === isFeed ? (missing('catalog') ? 'catalog' : 'events') : isLog ? 'events' : 'catalog';
    files[reads.includes(kind) ? kind : reads[0]].push(word);
  }
  const out = Object.hasOwn(command.options, 'out') ? [` --out ${quoted(typeof values.out === 'string' ? values.out : 'pack')}`] : [];
  const given = reads.filter((name) => files[name].length > 0).map((name) => ` --${name} ${files[name].map(quoted).join(' ')}`);
  return `onshelf ${command.name}${[...given, ...out].join('')}`;
}

function listOf(value: OptionValues[string]): readonly string[] {
  return typeof value === 'object' ? value : [];
}

/** A word for a shell. */
function quoted(word: string): string {
  return /^[\w./:@%+,=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
