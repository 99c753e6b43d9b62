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
  for (const text of textsOption(call, 'map')) {
    const split = splitPairs(text, (part) => named(part).length > 0);
    if ('fault' in split) throw new UsageError(`--map: "${split.fault}" is not of the form OURS=THEIRS, such as user_id=CustomerID.`);
    for (const { left, right } of split.pairs) {
      const [, prefix, name] = /^(?:(feed|log)\.)?(.*)$/s.exec(left) ?? [];
      const owners = prefix === undefined ? named(name) : named(name).filter((file) => file === prefix);
      if (owners.length === 0) throw unknownField(left, files, fields);
      const place = mapped[owners.length > 1 ? 'either' : owners[0]];
      if (place.has(name)) throw new UsageError(`--map gives ${left} twice; give it once.`);
      place.set(name, right);
    }
  }
  return { feed: Object.fromEntries(mapped.feed), log: Object.fromEntries(mapped.log), either: Object.fromEntries(mapped.either) };
}

function unknownField(left: string, files: readonly MappedFile[], fields: Readonly<Record<MappedFile, readonly string[]>>): UsageError {
  const all = files.flatMap((file) => fields[file]);
  const near = nearestName(left.replace(/^(feed|log)\./, ''), all);
  const lists = files.map((file) => `of the ${file}: ${fields[file].join(', ')}`);
  return new UsageError(
    `--map: unknown field "${left}"; the fields are, ${lists.join('; ')}.${near === undefined ? '' : ` Did you mean ${near}?`}`,
  );
}
