import { EVENT_NAMES, EVENT_TABLE } from '../../../core/events/event-table.js';
import type { EventName } from '../../../types/event.js';
import { normalizeName } from '../../input/normalize-name.js';
import { EVENT_ALIASES, type EventMeaning } from './event-aliases.js';

/** Events used in training, in the order of their codes. */
export const TRAINED_EVENTS: readonly EventName[] = EVENT_NAMES.filter((name) => EVENT_TABLE[name].trained);

/** Words that systems put before or after the name of an event. */
const PREFIX =
  /^(?:enhancedecommerce|ecommerce|commerce|fbmobile|track|tracked|shopify|custom|user|customer|web|app|ga4|ga|gtm|ee|on|evt|ec)(?=.)/;
const SUFFIX = /(?<=.)(?:event|events|success|action)$/;

/** How events of a name are used in training. */
export interface EventRule {
  /** The name, normalised by `normalizeName`. */
  readonly letters: string;
  readonly name: EventMeaning;
  /** Index in `TRAINED_EVENTS`; -1 for refunds and events that are not used. */
  readonly code: number;
  /** Weight of an event, 1 for a view; 0 where the code is -1. */
  readonly weight: number;
}

/** The rules of all known names. */
export function eventRules(): EventRule[] {
  return [...knownNames()].map(([letters, name]) => ruleOf(letters, name));
}

/**
 * Finds what the events of a name count as.
 *
 * @param written as in the log
 * @param mapped from `--event-map`: as written, or in other letters; overrides the known names
 * @returns null where the name is unknown
 */
export function findEventRule(written: string, mapped: Readonly<Record<string, EventName>> = {}): EventRule | null {
  const letters = normalizeName(written);
  const exact = Object.hasOwn(mapped, written) ? mapped[written] : undefined;
  const alike = exact ?? Object.entries(mapped).find(([name]) => letters !== '' && normalizeName(name) === letters)?.[1];
  if (alike !== undefined) return ruleOf(letters, alike);
  const names = knownNames();
  for (const form of [letters, letters.replace(PREFIX, ''), letters.replace(SUFFIX, ''), letters.replace(PREFIX, '').replace(SUFFIX, '')]) {
    const name = names.get(form);
    if (name !== undefined) return ruleOf(letters, name);
  }
  return null;
}

/** The rule of an event of ours. */
export function ruleOf(letters: string, name: EventMeaning): EventRule {
  const code = name === 'other' ? -1 : TRAINED_EVENTS.indexOf(name);
  return { letters, name, code, weight: code < 0 || name === 'other' ? 0 : EVENT_TABLE[name].weight };
}

let known: ReadonlyMap<string, EventMeaning> | null = null;

function knownNames(): ReadonlyMap<string, EventMeaning> {
  if (known !== null) return known;
  const names = new Map<string, EventMeaning>();
  for (const [name, aliases] of Object.entries(EVENT_ALIASES))
    for (const alias of aliases) names.set(normalizeName(alias), name as EventMeaning);
  for (const name of EVENT_NAMES) names.set(normalizeName(name), name);
  known = names;
  return names;
}
