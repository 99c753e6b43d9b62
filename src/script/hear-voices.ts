import { pageRoute } from '../record/adapters/fields/page-address.js';
import type { HeardVoice, PageFacts, UnreadEntry } from '../types/diagnosis.js';
import type { PageEvent, PageListener } from '../types/page-event.js';
import type { Voice } from '../types/page-voices.js';

/** Maximum number of kinds of entries kept that could not be read. */
const MAX_UNREAD = 20;

type Counted<Entry> = { -readonly [Field in keyof Entry]: Entry[Field] };

/** What the voices of a page said, for a diagnosis. */
export interface VoiceFacts extends PageFacts {
  readonly voices: Counted<HeardVoice>[];
  readonly unread: Counted<UnreadEntry>[];
}

/** Counts what each voice of a page says. */
export interface VoiceCounts extends Pick<PageListener, 'unread'> {
  /** Counts an event. */
  count(event: PageEvent, voice: Voice): void;
  /** Whether the page has said at this address, other than by a description, which product it shows. */
  isTold(): boolean;
}

/**
 * Creates the counts of voices. The readers have it, since only they tell events.
 *
 * @param facts where to count
 */
export function countVoices({ voices, unread }: VoiceFacts): VoiceCounts {
  /** Where the page has told a `view_item` by itself. */
  let toldAt: string | undefined;
  return {
    isTold: () => toldAt === pageRoute(),
    count: ({ name }, voice) => {
      if (name === 'view_item' && voice !== 'json-ld') toldAt = pageRoute();
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
