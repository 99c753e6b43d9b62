import { Address, baseUri, pageLanguage } from '../../core/page/platform.js';
import { within } from '../../core/time/deadline.js';
import type { ShelfOptions } from '../../types/shelf.js';
import type { Link } from '../../worker/link.js';
import type { ShelfStorage } from '../storage/shelf-storage.js';

const STORAGE_DEADLINE = 1000;
/** What opening the pack of a shelf uses. */
interface PackParts {
  readonly options: Partial<ShelfOptions>;
  readonly link: Pick<Link, 'call'>;
  readonly storage: Pick<ShelfStorage, 'grant' | 'opened'>;
  /** Called when lists may be other ones. */
  readonly notify: () => void;
  /** Whether the shopper consented before: then the pack may be stored on the device. */
  readonly isStored: boolean;
}

/**
 * Has the engine open the pack. Resolves when all of it is there that a page waits for.
 *
 * @throws OnshelfError that names why no pack is there
 */
export async function openPack({ options, link, storage, notify, isStored }: PackParts): Promise<void> {
  // Not relative to a <base>, which anyone who can write into the page could add. A frame made of a text has no address, but the base of the page around it.
  const { href } = location;
  const packUrl = new Address(`${options.pack}`, href.startsWith('about:') ? baseUri() : href).href;
  // Storage that is slow to open is not awaited: it is attached later.
  if (isStored) await within(storage.grant(Date.now()), STORAGE_DEADLINE);
  await link.call('open', {
    packUrl,
    ...{ redirectOrigins: options.packOrigins, packKey: options.packKey },
    locale: `${options.locale ?? pageLanguage()}`,
    backend: options.backend ?? 'auto',
    encoderBackend: options.encoderBackend,
    place: storage.opened?.openPlace() ?? null,
  });
  while (!(await link.call('later', null))) notify();
}
