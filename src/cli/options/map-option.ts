import { nearestName } from '../../core/text/nearest-name.js';
import { FEED_FIELDS } from '../../train/feed/columns/feed-fields.js';
import { LOG_FIELDS, type LogField } from '../../train/log/columns/log-columns.js';
import type { CommandCall } from './command.js';
import { textsOption } from './option-values.js';
import { splitList, splitPairs } from './split-list.js';
import { UsageError } from './usage-error.js';

/** `--map`, by the file that each pair is for: field to column or nested path. */
export interface MappedFields {
  readonly feed: Readonly<Record<string, string>>;
  readonly log: Readonly<Partial<Record<LogField, string>>>;
  /** Fields that both have, given without `feed.` or `log.`: for each file that has the column. */
  readonly either: Readonly<Record<string, string>>;
  /** Fields of a locale's feed, by its tag: `de-CH.price=price_CHF`. */
  readonly locales: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** A file that `--map` speaks of. */
type MappedFile = 'feed' | 'log';

/**
 * `--map user_id=CustomerID,title=Name,log.price=Total`: fields of the feed and of the log to the files' columns.
 *
 * @param call may have `--map` more than once, and `--attributes`, whose names can be mapped too
 * @throws UsageError where a pair is invalid, its field unknown, or a field given twice
 */
export function mapOption(call: CommandCall): MappedFields {
  const attributes = textsOption(call, 'attributes').flatMap(splitList);
  const fields = { feed: [...Object.keys(FEED_FIELDS), ...attributes], log: LOG_FIELDS as readonly string[] };
  const { options, name: command } = call.command;
  // Models of another engine mostly come without a log: fields of one would be ignored.
  const hasLog = 'events' in options && (command !== 'import' || textsOption(call, 'events').length > 0);
  const files = (['feed', 'log'] as const).filter((file) => file === 'feed' || hasLog);
  const named = (name: string): MappedFile[] => files.filter((file) => fields[file].includes(name));
  const mapped = { feed: new Map<string, string>(), log: new Map<string, string>(), either: new Map<string, string>() };
  const tags = textsOption(call, 'locale').map((text) => text.split('=', 1)[0]);
  const locales = new Map<string, Record<string, string>>();
  const localeField = (left: string): { tag: string; field: string } | null => {
    const tag = tags.find((known) => left.startsWith(`${known}.`));
    const field = tag === undefined ? '' : left.slice(tag.length + 1);
    return tag !== undefined && Object.hasOwn(FEED_FIELDS, field)
      ? { tag: Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0], field }
      : null;
  };
  for (const text of textsOption(call, 'map')) {
    const split = splitPairs(text, (part) => named(part).length > 0 || localeField(part) !== null);
    if ('fault' in split) throw new UsageError(`--map: "${split.fault}" is not of the form OURS=THEIRS, such as user_id=CustomerID.`);
    for (const { left, right } of split.pairs) {
      const spoken = localeField(left);
      if (spoken !== null) {
        const { tag, field } = spoken;
        if (locales.get(tag)?.[field] !== undefined) throw new UsageError(`--map gives ${left} twice; give it once.`);
        locales.set(tag, { ...locales.get(tag), [field]: right });
        continue;
      }
      const [, prefix, name] = /^(?:(feed|log)\.)?(.*)$/s.exec(left) ?? [];
      const owners = prefix === undefined ? named(name) : named(name).filter((file) => file === prefix);
      if (owners.length === 0) throw unknownField(left, files, fields);
      const place = mapped[owners.length > 1 ? 'either' : owners[0]];
      if (place.has(name)) throw new UsageError(`--map gives ${left} twice; give it once.`);
      place.set(name, right);
    }
  }
  const [feed, log, either] = [mapped.feed, mapped.log, mapped.either].map((pairs) => Object.fromEntries(pairs));
  return { feed, log, either, locales };
}

function unknownField(left: string, files: readonly MappedFile[], fields: Readonly<Record<MappedFile, readonly string[]>>): UsageError {
  const all = files.flatMap((file) => fields[file]);
  const near = nearestName(left.replace(/^(feed|log)\./, ''), all);
  const lists = files.map((file) => `of the ${file}: ${fields[file].join(', ')}`);
  return new UsageError(
    `--map: unknown field "${left}"; the fields are, ${lists.join('; ')}.${near === undefined ? '' : ` Did you mean ${near}?`}`,
  );
}
