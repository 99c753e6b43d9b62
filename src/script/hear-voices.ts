import { warnOnce } from '../core/text/warn-once.js';
import type { HeardVoice, PageFacts, UnreadEntry } from '../types/diagnosis.js';
import type { PageEvent, PageListener } from '../types/page-event.js';
import type { Voice } from '../types/page-voices.js';
import { quoted } from './script-options.js';

/** Maximum number of kinds of entries kept that could not be read. */
const MAX_UNREAD = 20;

/** Why an entry is not recorded, for people. */
const FAULTS = {
  name: 'has a name that is not known',
  shape: 'has no items, or a form that is not known',
  id: 'has items without ids',
} as const;

/** Counts what each voice of a page says, and says once on the console what cannot be read, for each kind. */
export interface VoiceCounts extends Pick<PageListener, 'unread'> {
  /** Counts an event. */
  count(event: PageEvent, voice: Voice): void;
  /** The counts so far, for a diagnosis. */
  readonly facts: Required<Pick<PageFacts, 'voices' | 'unread'>>;
}

/** Creates counts of voices that have said nothing. */
export function createVoiceCounts(): VoiceCounts {
  type Counted<Entry> = { -readonly [Field in keyof Entry]: Entry[Field] };
  const voices: Counted<HeardVoice>[] = [];
  const unread: Counted<UnreadEntry>[] = [];
  return {
    facts: { voices, unread },
    count: ({ name }, voice) => {
      const known = voices.find(({ adapter, event }) => adapter === voice && event === name);
      if (known === undefined) voices.push({ adapter: voice, event: name, count: 1 });
      else known.count++;
    },
    unread: (voice, kind, what, shape) => {
      const known = unread.find((entry) => entry.adapter === voice && entry.shape === shape);
      if (known !== undefined) {
        known.count++;
        return;
      }
      if (unread.length >= MAX_UNREAD) return;
      unread.push({ adapter: voice, shape, count: 1 });
      const code = kind === 'name' ? 'unknown-name' : 'not-readable';
      warnOnce(`${voice} ${kind} ${what}`, code, `${voice}: ${quoted(what)} ${FAULTS[kind]}, and is not recorded.`);
    },
  };
}
