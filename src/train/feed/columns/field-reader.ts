import { OnshelfError } from '../../../core/onshelf-error.js';
import type { ColumnUse } from '../../input/input-facts.js';
import type { RecordValue, RecordValues } from '../../input/value-at.js';
import { columnLanguage } from './column-language.js';
import { FEED_FIELDS, type FeedField, type FeedText, type FeedTexts } from './feed-fields.js';
import { feedText, isNamed, oneText } from './feed-text.js';
import { foldName } from './fold-name.js';
import { LOCALE_RANK, matchLocaleField } from './locale-field.js';
import { type FieldMatch, matchField } from './match-field.js';
import { valueByPath } from './value-by-path.js';

/** How a feed's columns are read. */
export interface FieldOptions {
  /** Field to column or nested path, from `--map`. */
  readonly mapped: Readonly<Record<string, string>>;
  /** Names of the further columns, in the order of `FeedRow.further`. */
  readonly further: readonly string[];
  /** Of `mapped`, what the user named for this very file; the default is all of it. */
  readonly expected?: Readonly<Record<string, string>>;
  /** BCP 47 tag of the locale that is read. Default: none. */
  readonly locale?: string | undefined;
}

/** The fields of a record. */
export interface ReadFields {
  readonly texts: FeedTexts;
  readonly further: (FeedText | undefined)[];
  /** What the columns that may be ids have, in the order of `idColumns`; '' for none. */
  readonly ids: readonly string[];
}

/** What the columns of a feed were used for. */
export interface ColumnFacts {
  readonly used: readonly ColumnUse[];
  readonly unused: readonly string[];
  /** Columns that fit a field that a better one has. */
  readonly second: readonly (ColumnUse & { readonly instead: string })[];
  /** Language of the names, where most are not English; else null. */
  readonly language: string | null;
  /** ISO 4217 in the name of the column of prices: `Price (EUR)`; else null. */
  readonly currency: string | null;
}

/** A nested value ranks after a column of its own. */
const NESTED_RANK = 10_000;
/** `--map` ranks before all names, but names of a locale's columns before what `--map` says of other files. */
const MAPPED_RANK = -1;
const MAPPED_HERE_RANK = LOCALE_RANK - 1;
/** Objects whose values are the item's, folded. Others, such as `shipping`, have prices of their own. */
const AROUND: ReadonlySet<string> = new Set(
  'product,item,offer,offers,pricing,prices,media,images,attributes,properties,details,fields,data,stock,inventory,info,general,specs,specifications,params'.split(
    ',',
  ),
);
/** Names of fields that hold more values of the field that they fit, and are no rival of its column. */
const COMPANIONS: ReadonlySet<string> = new Set(['additionalimagelink', 'mobilelink', 'imageurlsmall']);

/** Whether a name of `--map` is a field of feeds. */
export function isFeedField(name: string): name is FeedField {
  return Object.hasOwn(FEED_FIELDS, name);
}

/** Reads the fields of records by the names of their columns. One for each file. */
export class FieldReader {
  readonly #mapped: readonly (readonly [FeedField, string])[];
  readonly #further: readonly { readonly name: string; readonly folded: string; readonly path: string | undefined }[];
  /** What each name means; null for none. By name, or by path for nested ones. */
  readonly #meaning = new Map<string, FieldMatch | null>();
  /** Fields that a column has, each with those that had a value, by name. */
  readonly #used = new Map<FeedField, Map<string, number>>();
  readonly #seen = new Map<string, string | null>();
  /** Columns that may be ids, as far as they were met, the best first. */
  readonly #ids: { readonly name: string; readonly rank: number }[] = [];
  readonly #path: string;
  readonly #locale: string | undefined;
  readonly #expected: Readonly<Record<string, string>>;

  /** @param path of the file, for errors */
  constructor(path: string, { mapped, further, expected = mapped, locale }: FieldOptions) {
    this.#path = path;
    this.#locale = locale;
    this.#expected = expected;
    this.#mapped = Object.entries(mapped).filter((entry): entry is [FeedField, string] => isFeedField(entry[0]));
    this.#further = further.map((name) => ({ name, folded: foldName(name), path: Object.hasOwn(mapped, name) ? mapped[name] : undefined }));
  }

  /**
   * Checks the columns of a table before its rows are read.
   *
   * @param columns of the table
   * @param expected field to column, from `--map`
   * @throws OnshelfError `bad-input` where a mapped column is not there, or none has ids
   */
  expectColumns(columns: readonly string[], expected: Readonly<Record<string, string>>): void {
    const named = columns.slice(0, 30).join(', ') + (columns.length > 30 ? ', ...' : '');
    for (const [field, column] of Object.entries(expected))
      if (!columns.some((name) => foldName(name) === foldName(column) || column.startsWith(`${name}.`)))
        throw new OnshelfError(
          'bad-input',
          `${this.#path} has no column "${column}", which --map names for "${field}"; its columns are: ${named}.`,
        );
    const hasId = this.#mapped.some(([field]) => field === 'id') || columns.some((name) => matchField(name)?.field === 'id');
    if (!hasId)
      throw new OnshelfError(
        'bad-input',
        `${this.#path} has no column "id"; its columns are: ${named}. Name the column of item ids with --map id=COLUMN. If the first row is not a header, name the columns with --columns id,title,...`,
      );
    for (const name of columns) this.#meaningOf(name);
  }

  /** The fields of one record, and its further columns. */
  read(values: RecordValues): ReadFields {
    const texts: FeedTexts = {};
    const chosen = new Map<FeedField, { rank: number; name: string }>();
    const take = (name: string, match: FieldMatch, value: RecordValue, extra: number): boolean => {
      const text = feedText(value);
      if (text === undefined) return false;
      const rank = match.rank + extra;
      if ((chosen.get(match.field)?.rank ?? Number.POSITIVE_INFINITY) <= rank) return true;
      chosen.set(match.field, { rank, name });
      texts[match.field] = text;
      return true;
    };
    for (const [field, path] of this.#mapped) {
      const value = valueByPath(values, path);
      const rank = Object.hasOwn(this.#expected, field) ? MAPPED_HERE_RANK : MAPPED_RANK;
      if (value !== undefined) take(path, { field, rank, language: null, currency: null }, value, 0);
    }
    for (const name in values) {
      const value = values[name];
      if (value === null) continue;
      const match = this.#meaningOf(name);
      if (match !== null && take(name, match, value, 0)) continue;
      if (!isNamed(value) || !AROUND.has(foldName(name))) continue;
      for (const inner in value) {
        const nested = matchField(inner);
        if (nested !== undefined && value[inner] !== null) take(`${name}.${inner}`, nested, value[inner], NESTED_RANK);
      }
    }
    for (const [field, { rank, name }] of chosen) this.#note(field, name, rank);
    const ids = this.#ids.map(({ name }) => oneText(feedText(values[name])));
    return { texts, further: this.furtherOf(values, texts), ids };
  }

  /** Columns that may be ids, in the order of `ReadFields.ids`; it grows while records are read. */
  get idColumns(): readonly string[] {
    return this.#ids.map(({ name }) => name);
  }

  /** The fields that `--map` names. */
  mappedTexts(values: RecordValues): FeedTexts {
    const texts: FeedTexts = {};
    for (const [field, path] of this.#mapped) {
      const text = feedText(valueByPath(values, path));
      if (text === undefined) continue;
      texts[field] = text;
      this.#note(field, path, MAPPED_RANK);
    }
    return texts;
  }

  /** The further columns of a record. */
  furtherOf(values: RecordValues, texts: FeedTexts): (FeedText | undefined)[] {
    return this.#further.map(({ name, folded, path }) => {
      if (path !== undefined) return this.#furtherText(name, path, valueByPath(values, path));
      if (isFeedField(name)) return texts[name];
      for (const column in values)
        if (column === name || foldName(column) === folded) return this.#furtherText(name, column, values[column]);
      return name.includes('.') ? this.#furtherText(name, name, valueByPath(values, name)) : undefined;
    });
  }

  #furtherText(name: string, column: string, value: RecordValue | undefined): FeedText | undefined {
    const text = feedText(value);
    if (text !== undefined) this.#seen.set(column, name);
    return text;
  }

  /** What the columns were used for, after the last record. */
  facts(): ColumnFacts {
    const used: ColumnUse[] = [];
    const second: (ColumnUse & { instead: string })[] = [];
    const better = new Map<FeedField, string>();
    for (const [field, columns] of this.#used) {
      const [first] = [...columns].sort(([, one], [, other]) => one - other);
      better.set(field, first[0]);
      for (const [column] of columns) used.push({ column, field });
    }
    for (const [column, name] of this.#seen)
      if (name !== null && !used.some((use) => use.column === column)) used.push({ column, field: name });
    const unused: string[] = [];
    for (const [name, match] of this.#meaning) {
      if (used.some(({ column }) => column === name || column.startsWith(`${name}.`))) continue;
      unused.push(name);
      const instead = match === null ? undefined : better.get(match.field);
      if (match !== null && instead !== undefined && !COMPANIONS.has(foldName(name)))
        second.push({ column: name, field: match.field, instead });
    }
    const matches = [...this.#used.values()].flatMap((columns) => [...columns.keys()]).map((name) => this.#meaning.get(name) ?? null);
    const currency = matches.find((match) => match !== null && match.field === 'price' && match.currency !== null)?.currency ?? null;
    return {
      used,
      unused,
      second,
      language: matches.some((match) => match !== null && match.language !== null) ? columnLanguage([...this.#meaning.keys()]) : null,
      currency,
    };
  }

  /** The currency that the name of a column of prices has; null where it has none. */
  currencyOf(field: 'price' | 'sale_price'): string | null {
    for (const name of this.#used.get(field)?.keys() ?? []) {
      const currency = this.#meaning.get(name)?.currency ?? null;
      if (currency !== null) return currency;
    }
    return null;
  }

  #meaningOf(name: string): FieldMatch | null {
    let match = this.#meaning.get(name);
    if (match === undefined) {
      match = (this.#locale === undefined ? undefined : matchLocaleField(name, this.#locale)) ?? matchField(name) ?? null;
      // A JSON feed may have as many names as products: the report needs the first ones.
      if (this.#meaning.size < 10_000) {
        this.#meaning.set(name, match);
        if (match?.field === 'id') this.#ids.push({ name, rank: match.rank });
      }
    }
    return match;
  }

  #note(field: FeedField, name: string, rank: number): void {
    let columns = this.#used.get(field);
    if (columns === undefined) {
      columns = new Map();
      this.#used.set(field, columns);
    }
    if (columns.size < 20 && !columns.has(name)) columns.set(name, rank);
  }
}
