import type { HeardVoice, PageFacts, UnreadEntry } from '../types/diagnosis.js';
import type { PageEvent, PageListener } from '../types/page-event.js';
import type { Voice } from '../types/page-voices.js';

/** Maximum number of kinds of entries kept that could not be read. */
const MAX_UNREAD = 20;

/** Counts what each voice of a page says. */
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
    unread: (voice, shape) => {
      const known = unread.find((entry) => entry.adapter === voice && entry.shape === shape);
      if (known !== undefined) known.count++;
      else if (unread.length < MAX_UNREAD) unread.push({ adapter: voice, shape, count: 1 });
    },
  };
}
