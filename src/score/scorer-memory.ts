import { DAY_MS } from '../core/time/day.js';
import { VERSION } from '../core/version.js';
import type { RememberedChoice, ScorerMemory, ScorerMemoryStore } from '../types/scoring/choice-memory.js';
import type { Backend, ScorerRows } from '../types/scoring/scorer.js';

/** Milliseconds that a backend with wrong numbers stays closed: a driver update takes days, not minutes. */
const DEMOTION_MS = 7 * DAY_MS;

const NOTHING: ScorerMemory = { choices: {}, demoted: {} };

/** Reads and writes choices and demotions; without a store they last for the page. */
export interface ChoiceKeeper {
  isDemoted(backend: Backend): boolean;
  demote(backend: Backend): void;
  recall(key: string): RememberedChoice | undefined;
  keep(key: string, choice: RememberedChoice): void;
}

/**
 * Opens the keeper.
 *
 * @param store keeps choices between visits, or null
 * @param now milliseconds since 1970
 */
export async function openChoiceKeeper(store: ScorerMemoryStore | null, now: () => number): Promise<ChoiceKeeper> {
  let memory = (await store?.read().catch(() => undefined)) ?? NOTHING;
  const write = (next: ScorerMemory): void => {
    memory = next;
    // A choice that could not be stored is measured again on the next visit.
    store?.write(next).catch(() => {});
  };
  return {
    isDemoted: (backend) => (memory.demoted[backend] ?? 0) > now(),
    demote: (backend) => write({ ...memory, demoted: { ...memory.demoted, [backend]: now() + DEMOTION_MS } }),
    recall: (key) => (Object.hasOwn(memory.choices, key) ? memory.choices[key] : undefined),
    keep: (key, choice) => write({ ...memory, choices: { ...memory.choices, [key]: choice } }),
  };
}

/**
 * The key of a measurement: it is valid for one version, hardware and catalogue size.
 *
 * @param hardware the adapter, as the browser describes it
 * @param rows the catalogue
 */
export function choiceKey(hardware: string, rows: ScorerRows): string {
  return `${VERSION} ${hardware} ${rows.items}x${rows.dimensions}`;
}
