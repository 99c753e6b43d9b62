import { codeOf, messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { nearestName } from '../../core/text/nearest-name.js';
import { DAY_MS } from '../../core/time/day.js';
import { withDeadline } from '../../core/time/deadline.js';
import { runInSlices } from '../../core/time/run-steps.js';
import { decodeAttribute } from '../../pack/decode/decode-attribute.js';
import { parseOptional } from '../../pack/format/parse-optional.js';
import { attributeVector } from '../../rules/attributes/attribute-vector.js';
import type { RuleAttribute, RuleAttributes } from '../../rules/rule-column.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { Note } from '../../types/note.js';
import type { AttributeColumn, Pack } from '../../types/pack.js';

/** Milliseconds that a list waits for a column; later lists use it. */
const COLUMN_TIMEOUT_MS = 3000;

/** Names of rules. */
const NAMES = /[\p{Letter}_][\p{Letter}\p{Number}_]*/gu;

/** Decoded columns by the bytes of their files. */
const decoded = new WeakMap<Uint8Array, Promise<AttributeColumn>>();

/**
 * Opens the attributes that a call's rules name.
 *
 * @param pack the catalogue
 * @param rules the expressions, one after the other
 */
export async function openRuleAttributes(pack: Pack, rules: string): Promise<RuleAttributes> {
  const columns = new Map<string, RuleAttribute | OnshelfError>();
  await Promise.all(
    attributesIn(pack, rules).map(async (name) => {
      try {
        columns.set(name, attributeVector(await openAttribute(pack, name)));
      } catch (error) {
        columns.set(name, new OnshelfError(codeOf(error), `the column "${name}" cannot be used: ${messageOf(error)}`, error));
      }
    }),
  );
  return { columns, names: attributeNames(pack) };
}

/**
 * Starts fetching the files of attributes, and waits for none of them: what fails is asked for again by whoever opens it.
 *
 * @param pack the catalogue
 * @param rules expressions that name them, one after the other
 * @param shown names of others
 */
export function fetchAttributes(pack: Pack, rules: string, shown: readonly string[]): void {
  const others = attributeNames(pack).filter((name) => shown.includes(name));
  for (const name of new Set([...attributesIn(pack, rules), ...others])) pack.openFile?.('attribute', name).catch(() => {});
}

/** The attributes that rules name. Names in quoted texts count too: opening a column that is not needed does no harm. */
function attributesIn(pack: Pack, rules: string): string[] {
  const named = new Set(rules.match(NAMES));
  return attributeNames(pack).filter((name) => named.has(name));
}

/**
 * A pack whose items have attributes too.
 *
 * @param pack the catalogue
 * @param wanted names of attributes
 * @param notes receives a note for each that the pack does not have, or that cannot be opened
 * @returns the same object for the same pack and attributes
 */
export async function withAttributes(pack: Pack, wanted: readonly string[], notes: Note[]): Promise<Pack> {
  // The items of the manifest, while the pack is being fetched: such a call waits for the pack.
  if (pack.openFile === undefined) return pack;
  const names = attributeNames(pack);
  const columns: [string, AttributeColumn][] = [];
  await Promise.all(
    [...new Set(wanted)].map(async (name) => {
      const leftOut = (code: Note['code'], why: string): void =>
        void notes.push({ code, message: `attributes: "${name}" is left out; ${why}` });
      if (!names.includes(name)) {
        const near = nearestName(name, names);
        const known = names.length === 0 ? 'the pack has no attributes.' : `there are ${names.join(', ')}.`;
        return leftOut('unknown-name', near === undefined ? known : `did you mean "${near}"?`);
      }
      try {
        columns.push([name, await openAttribute(pack, name)]);
      } catch (error) {
        leftOut(codeOf(error), messageOf(error));
      }
    }),
  );
  return packWith(
    pack,
    columns.sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Packs with attributes, by the names of these: other modules keep what they compute by pack. */
const extended = new WeakMap<Pack, Map<string, Pack>>();

function packWith(pack: Pack, columns: readonly (readonly [string, AttributeColumn])[]): Pack {
  if (columns.length === 0) return pack;
  const known = extended.get(pack) ?? new Map<string, Pack>();
  extended.set(pack, known);
  const key = columns.map(([name]) => name).join(' ');
  const extend = (plain: CatalogItem, row: number): CatalogItem => {
    const item: Record<string, unknown> = { ...plain };
    for (const [name, column] of columns) {
      const value = attributeValue(column, row);
      if (value !== undefined) item[name] = value;
    }
    return item as unknown as CatalogItem;
  };
  const { lateTexts } = pack;
  const made: Pack = known.get(key) ?? {
    ...pack,
    itemOf: (row) => extend(pack.itemOf(row), row),
    ...(lateTexts && {
      lateTexts: {
        ...lateTexts,
        fill: async (answer) => {
          const filled = await lateTexts.fill(answer);
          return { ...filled, items: filled.items.map((one) => ({ ...one, item: extend(one.item, pack.rowOf(one.id)) })) };
        },
      },
    }),
  };
  known.set(key, made);
  return made;
}

/** The value of a row as pages see it: dates in milliseconds since 1970, as elsewhere in `item`; undefined where it is not given. */
function attributeValue(column: AttributeColumn, row: number): number | string | readonly string[] | undefined {
  if ('values' in column) {
    // An item of a reranked list need not be in the pack.
    const value = column.values[row] ?? Number.NaN;
    if (Number.isNaN(value)) return undefined;
    return column.type === 'date' ? Math.round(value * DAY_MS) : value;
  }
  const texts = column.texts[column.codes[row]] ?? [];
  if (texts.length === 0) return undefined;
  return column.type === 'list' ? texts : texts[0];
}

function attributeNames({ manifest, openFile }: Pack): string[] {
  if (openFile === undefined) return [];
  return parseOptional(manifest).flatMap(({ role, name }) => (role === 'attribute' && name !== undefined ? name : []));
}

/** @throws OnshelfError `pack-unreachable` or `pack-invalid` */
function openAttribute(pack: Pack, name: string): Promise<AttributeColumn> {
  const open = async (): Promise<AttributeColumn> => {
    if (pack.openFile === undefined) throw new OnshelfError('pack-unreachable', 'The pack has no place to fetch it from.');
    const bytes = await pack.openFile('attribute', name);
    const column = decoded.get(bytes) ?? runInSlices(decodeAttribute(bytes, `attribute "${name}"`, pack.items));
    decoded.set(bytes, column);
    return column;
  };
  return withDeadline(
    open(),
    COLUMN_TIMEOUT_MS,
    () =>
      new OnshelfError(
        'pack-unreachable',
        `It has not loaded within ${COLUMN_TIMEOUT_MS / 1000} s and is still being fetched. Later lists will use it.`,
      ),
  );
}
