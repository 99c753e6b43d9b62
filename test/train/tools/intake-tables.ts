import { CATALOG_OPTION, EVENTS_OPTION, FEED_OPTIONS, LOG_OPTIONS } from '../../../src/cli/options/input-options.js';
import { EVENT_NAMES, EVENT_TABLE } from '../../../src/core/events/event-table.js';
import { ATTRIBUTE_NOTES } from '../../../src/train/attributes/read-attributes.js';
import { DELIMITERS } from '../../../src/train/containers/detect-dialect.js';
import { REFUSED_SIGNATURES } from '../../../src/train/containers/file-signatures.js';
import { FILE_NOTES, INPUT_CONTAINERS, INPUT_ENCODINGS, INPUT_KINDS, RECORD_FAULTS } from '../../../src/train/containers/input-formats.js';
import { FEED_FIELDS } from '../../../src/train/feed/columns/feed-fields.js';
import { FEED_NOTES } from '../../../src/train/feed/columns/feed-notes.js';
import { COLUMN_LANGUAGES } from '../../../src/train/feed/columns/match-field.js';
import { EXPORT_KINDS } from '../../../src/train/feed/exports/find-export.js';
import { CURRENCY_SIGNS, SHARED_SIGNS } from '../../../src/train/feed/fields/currency-of.js';
import { AVAILABILITY_WORDS } from '../../../src/train/feed/fields/read-availability.js';
import { JSON_LD_IDS } from '../../../src/train/feed/structured/json-ld.js';
import { SHOPIFY_IDS } from '../../../src/train/feed/structured/shopify-json.js';
import { WOOCOMMERCE_IDS } from '../../../src/train/feed/structured/woocommerce-json.js';
import { NOBODY_WORDS, NOTHING_WORDS } from '../../../src/train/input/is-nothing.js';
import { LOG_FIELDS, LOG_NAMES, RATING_NAMES, USER_NAMES, WEAK_EVENT_NAMES } from '../../../src/train/log/columns/log-columns.js';
import { ELEMENT_FIELDS, ITEM_LISTS, NESTED_FIELDS } from '../../../src/train/log/columns/nested-names.js';
import { EVENT_ALIASES } from '../../../src/train/log/events/event-aliases.js';
import { LOG_NOTES } from '../../../src/train/log/events/log-notes.js';
import { TIMES_READ } from '../../../src/train/times/time-reader.js';

const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;
const list = (names: readonly string[]): string => names.map(code).join(', ');
const plain = (text: string): string => text.replaceAll('|', '\\|');

/** The tables of `docs/intake.md`, by the heading above each, as the code has them. Each row is a list of cells. */
export const INTAKE_TABLES: Readonly<Record<string, { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }>> =
  {
    Formats: {
      head: ['what', 'which'],
      rows: [
        ['records', Object.values(INPUT_KINDS).map(plain).join('; ')],
        ['packed, also in each other', INPUT_CONTAINERS.join(', ')],
        ['encodings', INPUT_ENCODINGS.join(', ')],
        ['separators, told by the rows', DELIMITERS.map((one) => ({ '\t': 'tab', '\u0001': 'U+0001' })[one] ?? code(one)).join(' ')],
      ],
    },
    'Files that are not read': {
      head: ['kind', 'what to do'],
      rows: [...new Map(REFUSED_SIGNATURES.map(({ name, advice }) => [name, [plain(name), plain(advice)]])).values()],
    },
    'Rows that are not read': {
      head: ['reason', 'why'],
      rows: Object.entries(RECORD_FAULTS).map(([fault, why]) => [plain(fault), plain(why)]),
    },
    'Words that mean nothing': {
      head: ['where', 'words'],
      rows: [
        ['everywhere', list(NOTHING_WORDS.filter(Boolean))],
        ['as a shopper, too', list(NOBODY_WORDS)],
      ],
    },
    'Columns of a feed': {
      head: ['field', 'names of columns'],
      rows: Object.entries(FEED_FIELDS).map(([field, names]) => [code(field), list(names.split(', '))]),
    },
    'Columns in other languages': {
      head: ['language', 'names of columns'],
      rows: Object.entries(COLUMN_LANGUAGES).map(([language, fields]) => [
        language,
        Object.entries(fields)
          .map(([field, names]) => `${field}: ${list((names as string).split(', '))}`)
          .join('; '),
      ]),
    },
    'Exports of platforms': {
      head: ['export', 'told by the columns', 'ids, the usual one first'],
      rows: EXPORT_KINDS.map(({ name, signs, idColumns }) => [
        name,
        signs.map((one) => one.map(code).join(' + ')).join(', or '),
        list(idColumns),
      ]),
    },
    'Structured data': {
      head: ['from', 'ids, the first that an item has'],
      rows: [
        ['schema.org `Product` as JSON-LD', list(JSON_LD_IDS)],
        ["Shopify's JSON of products", list(SHOPIFY_IDS)],
        ["WooCommerce's JSON of products", list(WOOCOMMERCE_IDS)],
      ],
    },
    Availability: { head: ['means', 'words'], rows: Object.entries(AVAILABILITY_WORDS).map(([meaning, words]) => [code(meaning), words]) },
    Prices: {
      head: ['sign', 'currency'],
      rows: [
        ...[...new Set(Object.values(CURRENCY_SIGNS))].map((currency) => [
          list(Object.keys(CURRENCY_SIGNS).filter((sign) => CURRENCY_SIGNS[sign] === currency)),
          currency,
        ]),
        ...Object.entries(SHARED_SIGNS).map(([sign, currencies]) => [code(sign), `one of several, such as ${currencies.join(', ')}: told`]),
      ],
    },
    Times: { head: ['form', 'examples'], rows: TIMES_READ.map(({ name, examples }) => [plain(name), list(examples)]) },
    'Columns of a log': {
      head: ['field', 'names of columns'],
      rows: LOG_FIELDS.flatMap((field) =>
        field === 'user_id'
          ? Object.entries(USER_NAMES).map(([kind, names]) => [`${code(field)}, ${kind}`, list(names)])
          : [[code(field), list(LOG_NAMES[field])]],
      ),
    },
    'Columns that need a second sign': {
      head: ['columns', 'taken as'],
      rows: [
        [list(WEAK_EVENT_NAMES), '`event`, where they hold known names'],
        [list(RATING_NAMES), 'ratings: a file without names of events is one of ratings'],
      ],
    },
    'Nested records': {
      head: ['field', 'places'],
      rows: [
        ...Object.entries(NESTED_FIELDS).map(([field, places]) => [code(field), list(places)]),
        ['lists of items', list(ITEM_LISTS)],
        ...Object.entries(ELEMENT_FIELDS).map(([field, places]) => [
          `${code(field)} of an element`,
          list(places.map((place) => place || 'the element')),
        ]),
      ],
    },
    Events: {
      head: ['counts as', 'weight', 'names'],
      rows: [
        ...EVENT_NAMES.map((name) => [
          code(name),
          EVENT_TABLE[name].trained ? String(EVENT_TABLE[name].weight) : 'not used',
          list(EVENT_ALIASES[name] ?? []),
        ]),
        ['nothing', 'not used', list(EVENT_ALIASES.other)],
      ],
    },
    Options: {
      head: ['option', 'what it says'],
      rows: Object.entries({ catalog: CATALOG_OPTION, events: EVENTS_OPTION, ...FEED_OPTIONS, ...LOG_OPTIONS }).map(
        ([name, { value, help }]) => [code(`--${name}${value === undefined ? '' : ` ${value}`}`), plain(help)],
      ),
    },
    Notes: {
      head: ['code', 'meaning'],
      rows: Object.entries({ ...FILE_NOTES, ...FEED_NOTES, ...ATTRIBUTE_NOTES, ...LOG_NOTES })
        .map(([name, meaning]) => [code(name), plain(meaning)])
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    },
  };
