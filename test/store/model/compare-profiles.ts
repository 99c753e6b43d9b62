import type { ProfileReader } from '../../../src/engine/state/profile-reader.js';
import { emptyProfile, foldEvents } from '../../../src/profile/fold-events.js';
import { placeExists, storagePlaces } from '../../../src/store/place/storage-place.js';
import type { ShelfEvent } from '../../../src/types/event.js';
import type { Profile } from '../../../src/types/profile.js';
import { NAME } from './stored-log.js';
import type { Tab } from './tab.js';

/** Compares the events that a tab knows with those stored and in its memory, each once. Returns the differences as text. */
export async function compareKnown(tab: Tab, stored: readonly ShelfEvent[]): Promise<string[]> {
  const own = tab.recorder.held().filter((event) => !stored.some(({ id }) => id === event.id));
  const expected = [...(tab.state.consent === 'granted' ? stored : []), ...own];
  const profile = foldEvents(emptyProfile(), expected);
  const known = await tab.engine.inspect();
  const findings: string[] = [];
  const compare = (what: string, got: readonly string[], wanted: readonly string[]): void => {
    if (JSON.stringify([...got].sort()) !== JSON.stringify([...wanted].sort()))
      findings.push(`a tab knows other ${what} than are there: ${got} instead of ${wanted}`);
  };
  compare(
    'events',
    known.events.map(({ id }) => id),
    expected.map(({ id }) => id),
  );
  compare('bought items', known.bought, [...profile.bought]);
  compare(
    'searches',
    known.searches,
    profile.searches.map(({ text }) => text),
  );
  return findings;
}

/** The profile of an engine after reading new events; null if nothing is stored. */
export async function readOn(reader: ProfileReader): Promise<Profile | null> {
  const places = await Promise.all(storagePlaces(NAME).map(placeExists));
  if (!places.includes(true)) return null;
  reader.attach(storagePlaces(NAME)[places.indexOf(true)]);
  return reader.read([]);
}

/** Compares the profile that an engine folded in steps with that of the whole log. Returns the differences as text. */
export async function compareFold(reader: ProfileReader, stored: readonly ShelfEvent[]): Promise<string[]> {
  const profile = await readOn(reader);
  if (profile === null || same(profile, foldEvents(emptyProfile(), stored))) return [];
  return ['the profile folded in steps is not that of the whole log'];
}

function same(a: Profile, b: Profile): boolean {
  const text = ({ recorded, interactions, bought, hidden, searches }: Profile): string =>
    JSON.stringify([recorded, interactions, [...bought], [...hidden], searches]);
  return text(a) === text(b);
}
