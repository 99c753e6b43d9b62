import { matchField } from '../../train/feed/columns/match-field.js';
import { normalizeName } from '../../train/input/normalize-name.js';
import { LOG_NAMES } from '../../train/log/columns/log-columns.js';
import type { CommandCall } from './command.js';
import { textsOption } from './option-values.js';
import { splitList } from './split-list.js';
import { UsageError } from './usage-error.js';

/** `--columns`, by the file that the names are for; null where there are none. */
export interface NamedColumns {
  readonly feed: readonly string[] | null;
  readonly log: readonly string[] | null;
}

/**
 * `--columns user_id,item_id,timestamp`: the names of the columns of a file without a header. With `log:` or `feed:` before the first
 * they are of that file; without, of the log if a user and an item are among them, else of the feed if an id is.
 *
 * @param call may have `--columns` twice, once for each file
 * @throws UsageError where a name is empty, or it is not clear whose columns they are
 */
export function columnsOption(call: CommandCall): NamedColumns {
  const named: { feed: readonly string[] | null; log: readonly string[] | null } = { feed: null, log: null };
  for (const text of textsOption(call, 'columns')) {
    const [, prefix, list] = /^(?:(feed|log):)?(.*)$/s.exec(text) ?? [];
    const names = splitList(list);
    if (names.includes('')) throw new UsageError(`--columns "${text}" has an empty name; it needs NAME,...`);
    const file = (prefix as 'feed' | 'log' | undefined) ?? ownerOf(names, 'events' in call.command.options);
    if (file === null)
      throw new UsageError(
        `--columns "${text}" has neither user_id and item_id, for a log, nor id, for a feed. Name them, or say whose columns they are: --columns log:${text}`,
      );
    if (named[file] !== null) throw new UsageError(`--columns is given twice for the ${file}; give it once.`);
    named[file] = names;
  }
  return named;
}

function ownerOf(names: readonly string[], hasLog: boolean): 'feed' | 'log' | null {
  const isA = (field: 'user_id' | 'item_id'): boolean => names.some((name) => LOG_NAMES[field].includes(normalizeName(name)));
  if (hasLog && isA('user_id') && isA('item_id')) return 'log';
  return names.some((name) => matchField(name)?.field === 'id') ? 'feed' : null;
}
