import { untilOn } from '../../core/page/off-page.js';
import { visibilityState } from '../../core/page/platform.js';
import type { LearningPace } from '../../types/scoring/learning-pace.js';
import type { ShelfOptions } from '../../types/shelf.js';
import type { Link } from '../../worker/link.js';
import type { ConsentStore } from '../consent/consent-state.js';
import type { ShelfStorage } from '../storage/shelf-storage.js';

/** The part of a battery that is used. */
interface Battery extends EventTarget {
  readonly charging: boolean;
  /** 0 to 1. */
  readonly level: number;
}

/** The parts of the browser's `navigator` that not all browsers have. */
interface DeviceFacts {
  readonly connection?: { readonly saveData?: boolean };
  getBattery?(): Promise<Battery>;
}

/** What `followLearning` uses. */
interface LearningParts {
  readonly link: Pick<Link, 'call' | 'closed'>;
  readonly storage: Pick<ShelfStorage, 'opened'>;
  readonly consent: Pick<ConsentStore, 'state'>;
  /** Settles when the engine is open. */
  readonly opening: Promise<unknown>;
  /** Whether nothing may be done on the page now. */
  readonly isOff: () => boolean;
}

/** Charge below which a battery is left alone, unless it is being charged. */
const LOW_BATTERY = 0.3;

/**
 * Lets the engine learn while the page is looked at, the browser saves no data and the battery is not low. Without the option, what was
 * learned before is deleted.
 *
 * @param options of the shelf
 * @param parts of an open shelf; stops when it is closed
 */
export function followLearning(
  { learning }: Pick<ShelfOptions, 'learning'>,
  { link, storage, consent, opening, isOff }: LearningParts,
): void {
  if (learning !== true) {
    const remove = async (): Promise<void> => {
      await opening;
      // Before consent nothing was learned, and no database may be opened.
      if (consent.state.consent !== 'granted') return;
      await storage.opened?.connection.run(async ({ database }) => {
        if ((await database.getKey('profiles', 'learned')) !== undefined) await database.delete('profiles', 'learned');
      });
    };
    // What cannot be deleted is sealed, and used by no list.
    void remove().catch(() => {});
    return;
  }
  const { closed } = link;
  const device = navigator as DeviceFacts;
  let battery: Battery | undefined;
  let last: LearningPace | undefined;
  const tell = (): void => {
    const isLow = battery !== undefined && !battery.charging && battery.level < LOW_BATTERY;
    const pace = visibilityState() === 'hidden' ? 'hidden' : device.connection?.saveData ? 'saves-data' : isLow ? 'battery' : null;
    if (pace === last || closed.aborted) return;
    last = pace;
    // The latest counts, once the page is on. An engine that failed is reported by the link, in `health()`.
    untilOn(isOff)
      .then(() => pace === last && link.call('learn', pace))
      .catch(() => {});
  };
  const listening = { __proto__: null, signal: closed } as AddEventListenerOptions;
  addEventListener('visibilitychange', tell, listening);
  const withBattery = (found: Battery): void => {
    battery = found;
    for (const change of ['levelchange', 'chargingchange']) found.addEventListener(change, tell, listening);
    tell();
  };
  // Where the browser tells nothing of a battery, none is waited for.
  if (typeof device.getBattery === 'function') device.getBattery().then(withBattery, tell);
  else tell();
}
