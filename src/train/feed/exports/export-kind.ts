import type { RecordValues } from '../../input/value-at.js';
import type { FeedField, FeedTexts } from '../columns/feed-fields.js';
import { feedText } from '../columns/feed-text.js';
import { foldName } from '../columns/fold-name.js';

/** What a row of an export is: a product, a product with variants in other rows, a variant, the first variant with its product, or none. */
export type ExportRole = 'product' | 'parent' | 'variant' | 'first' | 'none';

/** One row of an export. */
export interface ExportRow {
  readonly role: ExportRole;
  /** Keys of its product: a parent's own, of which the first is the group's id; a variant's parent's. */
  readonly keys: readonly string[];
  readonly texts: FeedTexts;
  /** By the kind's `idColumns`; '' where it has none. */
  readonly ids: readonly string[];
  /** Why shoppers do not see it: `draft`, `archived`, `hidden`; null where they do. */
  readonly hidden: string | null;
  /** Options of a variant, name and value of each; a blank name is that of its product's first row. */
  readonly options?: readonly (readonly [string, string])[];
  /** Keys of variants that a parent lists. */
  readonly variants?: readonly string[];
}

/** The product export of a platform. */
export interface ExportKind {
  /** For people: `Shopify products`. */
  readonly name: string;
  /** Columns, folded, that it is told by: all of each of these lists. */
  readonly signs: readonly (readonly string[])[];
  /** Columns that may have the ids of a log, the usual one first; those that a file lacks are left out. */
  readonly idColumns: readonly string[];
  /** A column named `id` is somebody's renamed one of ids where the file has fewer of the others than this. Default: 1. */
  readonly idsBeforeId?: number;
  /** Columns that are read, by field. For the report. */
  readonly columns: { readonly [Field in FeedField]?: string };
  /** Whether variants may stand before or far from their parent. */
  readonly isScattered: boolean;
  /** Sentences about what was made by the platform's rule, for the report. */
  readonly assumed: readonly string[];
  /** Translates a row. */
  read(columns: ExportColumns): ExportRow;
}

/** The values of a row by the names of its columns, however they are spelled. */
export class ExportColumns {
  readonly #values: RecordValues;
  readonly #names: ReadonlyMap<string, string>;
  readonly #asked: Set<string>;

  /**
   * @param values of the row
   * @param names of the file's columns, by folded name
   * @param asked receives the names of the columns that are read
   */
  constructor(values: RecordValues, names: ReadonlyMap<string, string>, asked: Set<string>) {
    this.#values = values;
    this.#names = names;
    this.#asked = asked;
  }

  /** The text of the first of these columns that has one; '' where none has. */
  text(...columns: readonly string[]): string {
    for (const column of columns) {
      const name = this.#names.get(foldName(column));
      if (name !== undefined) this.#asked.add(name);
      const text = name === undefined ? undefined : feedText(this.#values[name]);
      if (text !== undefined) {
        const one = (typeof text === 'string' ? text : text[0]).trim();
        if (one !== '') return one;
      }
    }
    return '';
  }

  /** The texts of columns named `Image 1`, `Image 2`, ..., as far as there are any. */
  numbered(column: (number: number) => string, most: number): string[] {
    return Array.from({ length: most }, (_, at) => this.text(column(at + 1))).filter(Boolean);
  }

  /** Whether the file has the column. */
  has(column: string): boolean {
    return this.#names.has(foldName(column));
  }
}

/** Names of columns by their folded names. */
export function foldedColumns(columns: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const column of columns) if (!names.has(foldName(column))) names.set(foldName(column), column);
  return names;
}

/** Whether a text of an export says no: `0`, `FALSE`, `no`, `hidden`, `disabled`. */
export function isNo(text: string): boolean {
  return /^(?:0|-1|false|no|n|f|off|hidden|disabled|inactive|unpublished|nein|non|nee)$/i.test(text);
}

/**
 * Fields without the empty ones.
 *
 * @param texts by field; '' and [] for none
 */
export function filled(texts: { readonly [Field in FeedField]?: string | readonly string[] | undefined }): FeedTexts {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined && text.length > 0)) as FeedTexts;
}

/** Size and colour among the options of a variant, by the options' names. */
const OPTION_FIELDS: readonly (readonly [RegExp, 'size' | 'color' | 'material' | 'pattern'])[] = [
  [
    /^(?:size|sizes|grosse|groesse|taille|pointure|talla|tamano|taglia|misura|maat|tamanho|rozmiar|velikost|storlek|storrelse|koko|meret|beden|numara|размер|サイズ|尺码|尺寸|사이즈|shoesize|clothingsize|ringsize|eusize|ussize|uksize)$/u,
    'size',
  ],
  [
    /^(?:colou?rs?|farbe|couleur|kleur|colore|cor|kolor|barva|farg|farve|farge|vari|szin|renk|цвет|カラー|色|颜色|색상|colourname|colorname)$/u,
    'color',
  ],
  [/^(?:materials?|fabric|matiere|materiaal|materiale|stoff)$/, 'material'],
  [/^(?:patterns?|muster|motif|print)$/, 'pattern'],
];

/**
 * Size, colour, material and pattern among the options of a variant.
 *
 * @param options name and value of each: `['Size', 'M']`, `['attributes pa_color', 'Red']`
 */
export function optionTexts(options: readonly (readonly [string, string])[]): FeedTexts {
  const texts: FeedTexts = {};
  for (const [name, value] of options) {
    const folded = foldName(name.replace(/^(?:attribute[s_ ]*)?(?:pa_)?/i, ''));
    const field = OPTION_FIELDS.find(([words]) => words.test(folded))?.[1];
    if (field !== undefined && value !== '') texts[field] ??= value;
  }
  return texts;
}
