import { addBit, createBitset } from '../../core/numbers/bitset.js';
import { nearestName } from '../../core/text/nearest-name.js';
import type { Note, NoteCode } from '../../types/note.js';
import type { Pack } from '../../types/pack.js';
import type { SegmentItems } from '../../types/request.js';
import { rowsOutside } from './category-rows.js';
import { rowsInMask } from './rows-in-mask.js';

/**
 * The rows outside a segment: those that are not of its category or one below it, not of its brand, or not liked by its prototype.
 *
 * @param pack the catalogue
 * @param segment of a call; its parts are not checked
 * @param notes receives a note for each part that is left out, and for one that no item is of
 * @returns each once, ascending
 */
export function rowsOutsideSegment(pack: Pack, segment: SegmentItems, notes: Note[]): Iterable<number> {
  const { category, brand, prototype, pack: number } = Object(segment) as SegmentItems;
  const out = createBitset(pack.items);
  const say = (code: NoteCode, message: string): void => void notes.push({ code, message: `segment: ${message}` });
  /** Leaves out all rows but these. */
  const keep = (isIn: (row: number) => boolean, none?: string): void => {
    let kept = 0;
    for (let row = 0; row < pack.items; row++) {
      if (isIn(row)) kept++;
      else addBit(out, row);
    }
    if (kept === 0 && none !== undefined) say('unknown-name', none);
  };
  const names = (of: 'product_type' | 'brand'): readonly string[] => pack.codedColumn(of)?.values ?? [];
  const near = (name: string, of: 'product_type' | 'brand'): string => {
    const meant = nearestName(name, names(of));
    return meant === undefined ? '' : ` Did you mean "${meant}"?`;
  };
  for (const [name, value] of Object.entries({ category, brand }))
    if (value !== undefined && typeof value !== 'string') say('bad-argument', `its ${name} is left out; it is a text.`);
  if (typeof category === 'string') {
    const outside = new Set(rowsOutside(pack, category));
    keep((row) => !outside.has(row), `no item is of the category "${category}".${near(category, 'product_type')}`);
  }
  if (typeof brand === 'string') {
    const column = pack.codedColumn('brand');
    const code = names('brand').indexOf(brand);
    keep((row) => code >= 0 && column?.codes[row] === code, `no item is of the brand "${brand}".${near(brand, 'brand')}`);
  }
  if (prototype !== undefined) {
    const { prototypes, manifest } = pack;
    if (prototypes === null) say('pack-lacks', 'its prototype is left out; the pack has none.');
    else if (number !== manifest.number)
      say(
        'bad-argument',
        `its prototype is left out; it is one of pack ${number}, and this is pack ${manifest.number}: each build numbers them anew.`,
      );
    else if (!(Number.isInteger(prototype) && prototype in prototypes.shoppers))
      say('bad-argument', `its prototype is left out; there are 0 to ${prototypes.shoppers.length - 1}.`);
    else {
      const { offsets, items } = prototypes.likes;
      const liked = new Set(items.subarray(offsets[prototype], offsets[prototype + 1]));
      keep((row) => liked.has(row));
    }
  }
  if (category === undefined && brand === undefined && prototype === undefined)
    say('bad-argument', 'it is ignored; it takes a category, a brand, or a prototype with the number of its pack.');
  return rowsInMask(out, pack.items);
}
