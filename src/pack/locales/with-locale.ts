import { messageOf } from '../../core/onshelf-error.js';
import type { Note } from '../../types/note.js';
import type { Pack } from '../../types/pack.js';
import { applyLocale } from './apply-locale.js';
import { findLocale } from './find-locale.js';
import { readLocale } from './read-locale.js';

/** A pack in the locale of a page. */
export interface LocalePack {
  /** The same pack where the catalogue's own texts and prices count. */
  readonly pack: Pack;
  /** Why the catalogue's own are used in place of others; empty where all is as the page asks. */
  readonly notes: readonly Note[];
}

/**
 * Fetches the locale of a page. What is fetched depends on the manifest and the page's language alone. Never rejects: without the locale there are lists in
 * the catalogue's own language.
 *
 * @param pack with `openFile`
 * @param language of the page, a BCP 47 tag; '' if it names none
 */
export async function withLocale(pack: Pack, language: string): Promise<LocalePack> {
  try {
    const { tag, found, tags } = findLocale(pack.manifest, language);
    const named =
      language === '' ? 'The page names no language (`lang` of its root element)' : `The pack has no locale for "${language.slice(0, 32)}"`;
    if (!found)
      return {
        pack,
        notes: [
          {
            code: 'locale-unknown',
            message: `${named}, so titles and prices are the catalogue's own. There are: ${tags.join(', ')}. The option \`locale\` names one.`,
          },
        ],
      };
    if (tag === null || pack.openFile === undefined) return { pack, notes: [] };
    return { pack: applyLocale(pack, readLocale(await pack.openFile('locale', tag), `locale "${tag}"`, pack), tag), notes: [] };
  } catch (error) {
    const message = `The locale of the page cannot be read, so titles and prices are the catalogue's own: ${messageOf(error)}`;
    return { pack, notes: [{ code: 'locale-unread', message }] };
  }
}
