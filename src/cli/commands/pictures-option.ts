import { LIMITS } from '../../pack/format/format.js';
import type { PictureRequest } from '../../train/pictures/picture-report.js';
import type { CommandCall, OptionRow } from '../options/command.js';
import { integerOption, textOption } from '../options/option-values.js';

/** Pixels of a side at least. */
const MIN_SIZE = 16;
/** Maximum number of pictures of a file. */
const MAX_PICTURES = 10_000;

/** The options of small pictures. */
export const PICTURE_OPTIONS: Readonly<Record<string, OptionRow>> = {
  pictures: {
    type: 'string',
    value: 'DIR',
    help: "images named by item id, or as in image_link: the pack gets small pictures, so that lists need none of the shop's (needs the package sharp)",
  },
  'pictures-size': { type: 'string', value: 'PIXELS', help: 'side of a small picture', default: '96' },
  'pictures-cover': { type: 'string', value: 'COUNT', help: 'most popular items with small pictures for every page', default: '500' },
  'pictures-category': {
    type: 'string',
    value: 'COUNT',
    help: 'further items of each of the widest categories, for pages of that category',
    default: '500',
  },
};

/**
 * The small pictures of a build; empty if none are asked for.
 *
 * @throws UsageError where a number is out of range
 */
export function picturesOption(call: CommandCall): { pictures?: PictureRequest } {
  const folder = textOption(call, 'pictures');
  if (folder === undefined) return {};
  return {
    pictures: {
      folder,
      size: integerOption(call, 'pictures-size', MIN_SIZE, LIMITS.pictureSize),
      cover: integerOption(call, 'pictures-cover', 1, MAX_PICTURES),
      perCategory: integerOption(call, 'pictures-category', 0, MAX_PICTURES),
    },
  };
}
