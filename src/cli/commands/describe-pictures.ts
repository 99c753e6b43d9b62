import type { PictureChange, PictureCount, PictureFault, PictureSummary } from '../../train/pictures/picture-report.js';
import { type Shown, shown } from '../output/shown.js';
import { formatBytes, formatCount } from '../report/format-report.js';
import { listLines, type ReportPart, reportBlock, shortValue, textLines } from '../report/report-block.js';

/** Categories that are named; the rest is in the object of `--json`. */
const CATEGORIES_SHOWN = 12;

const WORDS: Readonly<Record<PictureFault | PictureChange, string>> = {
  missing: 'missing: no file has the id or the name in image_link',
  outside: 'outside: the name leads out of the folder',
  unreadable: 'unreadable: no image, or a broken one',
  'too-large': 'too-large: the file, the image or its small picture',
  ambiguous: 'ambiguous: several files have the name, the first is used',
  animated: 'animated: the first frame is used',
  transparent: 'transparent: on white',
  turned: 'turned, as the file says (EXIF)',
  'print-colours': 'print-colours: changed to those of a screen',
};

/** The small pictures of a pack: their files, and what was met in making them; nothing where none were asked for. */
export function describePictures(pictures: PictureSummary | null): Shown {
  if (pictures === null) return shown``;
  const { folder, size, files, faults, changes, leftOut } = pictures;
  const total = files.reduce((sum, { pictures: count }) => sum + count, 0);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const each = total === 0 ? '' : `, ${formatBytes(Math.round(bytes / total))} each`;
  const named = files.map(
    ({ category, pictures: count, bytes: of }) => `${category ?? 'every page'}: ${formatCount(count)} in ${formatBytes(of)}`,
  );
  return shown`\n${reportBlock(
    shown`Small pictures from ${folder}: ${formatCount(total)} of ${size} x ${size} pixels, ${formatBytes(bytes)}${each}`,
    [
      { label: 'for', lines: listLines(named, CATEGORIES_SHOWN) },
      countPart('without', faults),
      countPart('changed', changes),
      {
        label: 'note',
        lines:
          leftOut.length === 0
            ? []
            : textLines(
                `${formatCount(leftOut.length)} of the smallest categories have no file of their own: there are too many categories.`,
              ),
      },
    ],
  )}`;
}

function countPart(label: string, counts: readonly PictureCount[]): ReportPart {
  return {
    label,
    lines: counts.flatMap(({ reason, count, itemId, file, why }) => {
      const where = `item ${shortValue(itemId)}${file === '' ? '' : `, ${shortValue(file)}`}${why === '' ? '' : ` (${shortValue(why)})`}`;
      return textLines(`${formatCount(count)}  ${WORDS[reason]}; first: ${where}`);
    }),
  };
}
