import { OnshelfError } from '../../core/onshelf-error.js';
import { LIMITS } from '../../pack/format/format.js';
import type { DropCounter } from '../input/drop-report.js';
import { isNothing } from '../input/is-nothing.js';
import { readId } from '../input/read-id.js';
import type { FeedField, FeedRow, FeedText, FeedTexts } from './columns/feed-fields.js';
import { oneText } from './columns/feed-text.js';
import { isFeedField } from './columns/field-reader.js';
import type { FeedDraft } from './feed-drafts.js';
import { boundedTexts } from './fields/bounded-texts.js';
import { ownText } from './fields/own-text.js';
import type { ItemMaker } from './item-maker.js';

/** Ids that a spreadsheet rounded: `4.00638E+12`. */
const ROUNDED = /^\d(?:[.,]\d+)?E\+?\d{1,2}$/i;

/** Longer texts are no word for nothing, characters. */
const LONGEST_NOTHING = 40;
const ONE_ID: readonly string[] = [];
const NONE: readonly undefined[] = [];

/** A file of a feed, while its rows are taken. */
export interface CollectedFile {
  readonly path: string;
  isExport(): boolean;
  currency(): string | null;
  readonly dropped: DropCounter;
  readonly changed: DropCounter;
}

/** Takes the rows of a feed, and keeps those that are items. */
export class FeedCollector {
  readonly drafts: FeedDraft[] = [];
  /** Ids that a spreadsheet rounded, and one of them. */
  rounded = 0;
  roundedExample = '';
  /** Values such as NULL that count as none. */
  nothings = 0;
  readonly #maker: ItemMaker;
  readonly #further: readonly string[];
  /** Line of the first row with an id. */
  readonly #first = new Map<string, number>();

  /**
   * @param maker of the items
   * @param further names of the further columns, in the order of `FeedRow.further`
   */
  constructor(maker: ItemMaker, further: readonly string[]) {
    this.#maker = maker;
    this.#further = further;
  }

  /**
   * Takes a row.
   *
   * @throws OnshelfError `bad-input` beyond the most items of a catalogue
   */
  add(row: FeedRow, file: CollectedFile): void {
    const { line } = row;
    const texts = this.#present(row.texts, (reason, field, value) => file.changed.add(reason, line, field, value));
    const ids = (row.ids ?? [oneText(texts.id)]).map((id) => (isNothing(id) ? '' : readId(id)));
    const id = ids.find((candidate) => candidate !== '') ?? readId(oneText(texts.id));
    // Of an export all ids tell the variants of a product apart.
    const key = file.isExport() ? `${ids.join('\0')}\0${row.isParent === true}` : id;
    if (ROUNDED.test(id)) {
      this.rounded++;
      this.roundedExample ||= id;
    }
    if (id === '') file.dropped.add('missing id', line, 'id', '');
    else if (Buffer.byteLength(id) > LIMITS.idBytes) file.dropped.add(`id longer than ${LIMITS.idBytes} bytes`, line, 'id', id);
    else if (!row.isWhole && id.includes('\uFFFD')) file.dropped.add('invalid UTF-8 in the id', line, 'id', id);
    else if (this.#first.has(key)) file.dropped.add('duplicate id', line, 'id', `${id} (first on line ${this.#first.get(key)})`);
    else if (this.drafts.length === LIMITS.items)
      throw new OnshelfError('bad-input', `${file.path}, line ${line}: a catalogue may have at most ${LIMITS.items} items. Remove some.`);
    else {
      this.#first.set(ownText(key), line);
      if (!row.isWhole) file.changed.add('invalid UTF-8', line, ...damagedField(texts));
      const made = this.#maker.make({ ...row, texts }, id, file.currency(), (reason, field, value) =>
        file.changed.add(reason, line, field, value),
      );
      this.drafts.push({
        made,
        line,
        // One id is the item's.
        ids: ids.length > 1 ? ids.map(ownText) : ONE_ID,
        isParent: row.isParent === true,
        isOfExport: file.isExport(),
        further: this.#furtherOf(row, file),
      });
    }
  }

  #furtherOf({ further, line }: FeedRow, { changed }: CollectedFile): readonly (FeedText | undefined)[] {
    if (further.every((text) => text === undefined)) return NONE;
    return further.map((text, place) => {
      const name = this.#further[place];
      // What is cut of a field is told with the field.
      return text === undefined
        ? undefined
        : own(boundedTexts(name, text, (reason, value) => isFeedField(name) || changed.add(reason, line, name, value)));
    });
  }

  /** The texts without words that mean nothing, each as long as its field allows. */
  #present(texts: FeedTexts, changed: (reason: string, field: FeedField, value: string) => void): FeedTexts {
    const present: FeedTexts = {};
    for (const [field, text] of Object.entries(texts) as [FeedField, FeedText | undefined][]) {
      if (text === undefined || text === '') continue;
      if (typeof text === 'string' && text.length < LONGEST_NOTHING && isNothing(text)) {
        if (text.trim() !== '') this.nothings++;
      } else present[field] = boundedTexts(field, text, (reason, value) => changed(reason, field, value));
    }
    return present;
  }
}

function damagedField(texts: FeedTexts): [string, string] {
  const found = Object.entries(texts).find(([, text]) => oneText(text).includes('\uFFFD'));
  return found === undefined ? ['a column that is not read', ''] : [found[0], oneText(found[1])];
}

function own(text: FeedText | undefined): FeedText | undefined {
  return text === undefined ? undefined : typeof text === 'string' ? ownText(text) : text.map(ownText);
}
