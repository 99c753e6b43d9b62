import type { RecordValue } from '../../input/value-at.js';
import { nameWithoutPrefix } from './xml-layout.js';

/** Google's namespace of feeds, and that of a merchant's own attributes. */
const GOOGLE = /^https?:\/\/base\.google\.com\/ns\//;
const GOOGLE_CUSTOM = /^https?:\/\/base\.google\.com\/cns\//;
/** Atom and RSS 1.0: what RSS 2.0 writes without a prefix. */
const PLAIN = /^https?:\/\/(?:www\.w3\.org\/2005\/Atom|purl\.org\/(?:rss\/1\.0\/|atom\/ns#))$/;
/** Named in an element's values: its text beside attributes or elements. */
const TEXT = '#text';

/** Attributes of an element, by name. */
export type XmlAttributes = Readonly<Record<string, string>>;

/** Prefixes of namespaces that a document declares, and what they are to us. */
export class XmlPrefixes {
  readonly #meaning = new Map<string, 'google' | 'custom' | 'plain' | 'other'>([
    // Feeds use them without declaring them.
    ['g', 'google'],
    ['c', 'custom'],
  ]);

  /** Takes in the declarations among the attributes of an element. */
  declare(attributes: XmlAttributes): void {
    for (const name in attributes) {
      if (!name.startsWith('xmlns:')) continue;
      const [prefix, uri] = [name.slice(6), attributes[name]];
      const meaning = GOOGLE.test(uri) ? 'google' : GOOGLE_CUSTOM.test(uri) ? 'custom' : PLAIN.test(uri) ? 'plain' : 'other';
      // A prefix that is not known is another one anyway.
      if (meaning !== 'other' || this.#meaning.has(prefix)) this.#meaning.set(prefix, meaning);
    }
  }

  /**
   * The name of an element as a column, and its weight: Google's elements go before those of RSS and Atom of the same name.
   *
   * @param name with its prefix
   * @param product name of the product's element: what has its prefix is the product's own, as in `<ns0:entry><ns0:title>`
   */
  columnOf(name: string, product: string): { column: string; weight: number } {
    const colon = name.indexOf(':');
    if (colon < 0) return { column: name, weight: 1 };
    const prefix = name.slice(0, colon);
    const meaning = this.#meaning.get(prefix);
    if (meaning === 'google') return { column: nameWithoutPrefix(name), weight: 2 };
    if (product.startsWith(`${prefix}:`)) return { column: nameWithoutPrefix(name), weight: 1 };
    return meaning === 'custom' || meaning === 'plain'
      ? { column: nameWithoutPrefix(name), weight: 0 }
      : { column: `${prefix}_${nameWithoutPrefix(name)}`, weight: 0 };
  }
}

/** One element of a product, while it is read. */
export class XmlElement {
  readonly column: string;
  readonly weight: number;
  readonly #attributes: XmlAttributes;
  #text = '';
  #values: Record<string, RecordValue> | null = null;
  #weights: Record<string, number> | null = null;

  /** @param attributes of the element, declarations of namespaces among them */
  constructor({ column, weight }: { column: string; weight: number }, attributes: XmlAttributes) {
    this.column = column;
    this.weight = weight;
    this.#attributes = attributes;
  }

  /** Adds text or CDATA. */
  addText(text: string): void {
    this.#text += text;
  }

  /** Adds a finished element. */
  add(element: XmlElement): void {
    this.#values ??= Object.create(null) as Record<string, RecordValue>;
    this.#weights ??= Object.create(null) as Record<string, number>;
    const { column, weight } = element;
    const value = element.value();
    const known = this.#values[column];
    // An empty element hides none of the same name.
    if (known === undefined || known === null || (value !== null && weight > this.#weights[column])) {
      this.#values[column] = value;
      this.#weights[column] = weight;
    } else if (value !== null && weight === this.#weights[column]) {
      if (Array.isArray(known)) known.push(value);
      else this.#values[column] = [known, value];
    }
  }

  /** Its text; with elements or attributes in it, an object of them; null where it is empty. */
  value(): RecordValue {
    const text = this.#text.trim();
    if (this.#values !== null) return this.values();
    if (text !== '') return text;
    const attributes = this.values();
    for (const _ in attributes) return attributes;
    return null;
  }

  /** Its elements and attributes by column; elements go before attributes of the same name. */
  values(): Record<string, RecordValue> {
    const values: Record<string, RecordValue> = this.#values ?? (Object.create(null) as Record<string, RecordValue>);
    for (const name in this.#attributes) if (!/^(?:xmlns|xml:|xsi:)/.test(name)) values[nameWithoutPrefix(name)] ??= this.#attributes[name];
    const text = this.#text.trim();
    if (text !== '' && this.#values !== null) values[TEXT] ??= text;
    return values;
  }

  /** Whether it is another page than the product's: Atom's `<link rel="self">`. */
  isOtherLink(): boolean {
    const { rel } = this.#attributes;
    return rel !== undefined && rel !== 'alternate' && this.column === 'link';
  }
}
