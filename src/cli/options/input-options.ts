import { EVENT_NAMES } from '../../core/events/event-table.js';
import { nearestName } from '../../core/text/nearest-name.js';
import type { FeedRequest } from '../../train/feed/feed-request.js';
import type { LogOptions } from '../../train/log/read-log.js';
import type { EventName } from '../../types/event.js';
import { columnsOption } from './columns-option.js';
import type { CommandCall, OptionRow } from './command.js';
import { mapOption } from './map-option.js';
import { textOption, textsOption } from './option-values.js';
import { splitList, splitPairs } from './split-list.js';
import { UsageError } from './usage-error.js';

/** The option of the feed, as every command has it. */
export const CATALOG_OPTION: OptionRow = {
  type: 'string',
  value: 'FEED',
  help: 'product feed, one or more files, folders or patterns: XML, TSV, CSV, JSON, Parquet, Excel; packed or not; exports of Shopify, WooCommerce, Magento',
  repeats: 'list',
};

/** The option of the log, as every command has it. */
export const EVENTS_OPTION: OptionRow = {
  type: 'string',
  value: 'LOG',
  help: 'event log or orders, one or more files, folders or patterns: CSV, TSV, JSON, Parquet, Excel; packed or not',
  repeats: 'list',
};

/** Options that say what a feed's own words do not. */
export const FEED_OPTIONS: Readonly<Record<string, OptionRow>> = {
  map: {
    type: 'string',
    value: 'OURS=THEIRS,...',
    help: 'columns by name, such as user_id=CustomerID,title=Name; nested: item_id=properties.product_id; one file only: log.price=Total',
    repeats: 'once-each',
    heading: 'What the files do not say',
  },
  columns: {
    type: 'string',
    value: 'NAME,...',
    help: 'column names of a log or feed without a header row, in order; feed:id,title for the feed',
    repeats: 'once-each',
  },
  'day-first': { type: 'boolean', help: '01/02/2026 is 1 February (default: told by the dates of the file)' },
  attributes: {
    type: 'string',
    value: 'NAME,...',
    help: 'further columns of the feed for rules, boosts and cards, such as margin,season; docs/intake.md lists the usual ones',
    repeats: 'once-each',
  },
};

/** Options that say what a log's own words do not. */
export const LOG_OPTIONS: Readonly<Record<string, OptionRow>> = {
  event: { type: 'string', value: 'NAME', help: 'what rows without an event name are, such as purchase for orders (default: view_item)' },
  'event-map': {
    type: 'string',
    value: 'THEIRS=OURS,...',
    help: "the log's event names, such as pv=view_item,fav=add_to_wishlist",
    repeats: 'once-each',
  },
};

/** The options of the feed. */
export function feedOptions(call: CommandCall): Omit<FeedRequest, 'paths' | 'now'> {
  const { feed: mapped, either } = mapOption(call);
  const columns = columnsOption(call).feed;
  const attributes = textsOption(call, 'attributes').flatMap(splitList);
  if (attributes.includes('')) throw new UsageError('--attributes has an empty name; it needs NAME,...');
  return {
    mapped,
    ...(Object.keys(either).length === 0 ? {} : { mappedWhereThere: either }),
    ...(columns === null ? {} : { columns }),
    ...(attributes.length === 0 ? {} : { attributes: [...new Set(attributes)] }),
    ...dayFirst(call),
  };
}

/**
 * The options of the log.
 *
 * @throws UsageError where one is invalid
 */
export function logOptions(call: CommandCall): LogOptions {
  const { log: mapped, either } = mapOption(call);
  const columns = columnsOption(call).log;
  const event = textOption(call, 'event');
  const eventMap = eventMapOption(call);
  return {
    mapped,
    ...(Object.keys(either).length === 0 ? {} : { mappedWhereThere: either }),
    ...(columns === null ? {} : { columns }),
    ...(event === undefined ? {} : { event: eventName(event, '--event') }),
    ...(Object.keys(eventMap).length === 0 ? {} : { eventMap }),
    ...dayFirst(call),
  };
}

function dayFirst(call: CommandCall): { dayFirst?: true } {
  return call.values['day-first'] === true ? { dayFirst: true } : {};
}

/** `--event-map pv=view_item,...`: the log's names to ours. */
function eventMapOption(call: CommandCall): Record<string, EventName> {
  const map: Record<string, EventName> = {};
  for (const text of textsOption(call, 'event-map')) {
    const split = splitPairs(text, () => false);
    if ('fault' in split) throw new UsageError(`--event-map: "${split.fault}" is not of the form THEIRS=OURS, such as pv=view_item.`);
    for (const { left, right } of split.pairs) {
      const known = Object.hasOwn(map, left) ? map[left] : undefined;
      map[left] = eventName(right, `--event-map ${left}`);
      if (known !== undefined && known !== map[left])
        throw new UsageError(`--event-map gives "${left}" two meanings, ${known} and ${map[left]}.`);
    }
  }
  return map;
}

function eventName(text: string, option: string): EventName {
  const name = EVENT_NAMES.find((known) => known === text);
  if (name !== undefined) return name;
  const near = nearestName(text, EVENT_NAMES);
  throw new UsageError(
    `${option}: unknown event "${text}"; the events are: ${EVENT_NAMES.join(', ')}.${near === undefined ? '' : ` Did you mean ${near}?`}`,
  );
}
