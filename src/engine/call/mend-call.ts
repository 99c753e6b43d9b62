import { OnshelfError } from '../../core/onshelf-error.js';
import { nearestName } from '../../core/text/nearest-name.js';
import type { ListCall } from '../../types/list-call.js';
import type { Note, NoteCode } from '../../types/note.js';
import { CALL_PARAMETERS, type CallParameter, PARAMETERS } from './call-parameters.js';
import type { ReadCall } from './own-call.js';

/** Maximum number of notes of one call. */
const MAX_NOTES = 20;
/** Maximum number of characters of a name or value in a note. */
const MAX_SHOWN = 60;
/** Maximum number of promoted items. */
const MAX_PROMOTED = 10_000;

/** A parameter that earlier versions called otherwise. */
const FORMER = { name: 'minRelevance', now: 'minDistinctness' };

type Values = Record<string, unknown>;
type Say = (code: NoteCode, message: string) => void;

/**
 * Removes the invalid parameters of a call, with a note for each.
 *
 * @param asked a call without a prototype
 * @throws OnshelfError `bad-argument` for an unknown kind
 */
export function mendCall(asked: ListCall): ReadCall {
  const notes: Note[] = [];
  const say: Say = (code, message) => {
    if (notes.length < MAX_NOTES && !notes.some((note) => note.message === message)) notes.push({ code, message });
  };
  const { kind } = asked;
  const kinds: readonly unknown[] = CALL_PARAMETERS.kind.takes;
  if (kind !== undefined && !kinds.includes(kind))
    throw new OnshelfError('bad-argument', `There is no list "${shown(kind)}".${meant(shown(kind), CALL_PARAMETERS.kind.takes)}`);
  return { call: mendValues(asked as unknown as Values, say) as unknown as ListCall, notes };
}

function mendValues(values: Values, say: Say): Values {
  const mended: Values = Object.create(null);
  const names = Object.keys(PARAMETERS).filter((name) => PARAMETERS[name]?.takes !== 'inner');
  for (const [given, value] of Object.entries(values)) {
    const name = given === FORMER.name ? FORMER.now : given;
    if (name !== given) say('unknown-name', `"${given}" is called ${name} now, and is taken as that.`);
    const parameter = PARAMETERS[name];
    if (parameter === undefined || parameter.takes === 'inner')
      say('unknown-name', `"${shown(name)}" is not a parameter of a list and is ignored.${meant(name, names)}`);
    else {
      const fit = mendValue(name, parameter, value, say);
      if (fit !== undefined) mended[name] = fit;
    }
  }
  return mended;
}

/** The valid part of the value; undefined: none. */
function mendValue(name: string, { takes, most, within }: CallParameter, given: unknown, say: Say): unknown {
  const value = Array.isArray(given) && most !== undefined ? shorten(name, given, most, say) : given;
  const refuse = (what: string): undefined => say('bad-argument', `${name}: ${shown(value)} is ignored; it takes ${what}.`) as undefined;
  const held = (least: number, greatest: number): unknown => {
    if (!isNumber(value)) return refuse(`a number from ${least} to ${greatest}`);
    const number = Number(value);
    const fit = Math.min(Math.max(number, least), greatest);
    if (fit !== number) say('bad-argument', `${name}: ${shown(value)} is taken as ${fit}; it is a number from ${least} to ${greatest}.`);
    return fit;
  };
  switch (takes) {
    case 'text':
      return typeof value === 'string' || Number.isFinite(value) ? `${value}` : refuse('a text');
    case 'texts':
      return Array.isArray(value) ? mendTexts(name, value, within, say) : refuse('a list of texts');
    case 'truth':
      return typeof value === 'boolean' ? value : refuse('true or false');
    case 'number':
      return isNumber(value) ? Number(value) : refuse('a number');
    case 'share':
      return held(0, 1);
    case 'count': {
      const count = held(1, 1000);
      return count === undefined ? undefined : Math.floor(Number(count));
    }
    case 'own':
      return mendInside(name, value, within, say);
    case 'inner':
      return undefined;
    default:
      if (typeof value === 'string' && takes.includes(value)) return value;
      return say(
        'unknown-name',
        `${name}: "${shown(value)}" is ignored; there are ${takes.join(', ')}.${meant(shown(value), takes)}`,
      ) as undefined;
  }
}

function mendTexts(
  name: string,
  values: readonly unknown[],
  among: readonly string[] | undefined,
  say: Say,
): readonly string[] | undefined {
  // Ids may be numbers.
  const texts = values.map((value) => (Number.isFinite(value) ? `${value}` : value));
  const fit = texts.filter((value): value is string => {
    if (typeof value === 'string' && (among === undefined || among.includes(value))) return true;
    const known = among === undefined ? 'it takes texts.' : `there are ${among.join(', ')}.${meant(shown(value), among)}`;
    say(among === undefined ? 'bad-argument' : 'unknown-name', `${name}: "${shown(value)}" is ignored; ${known}`);
    return false;
  });
  // A list of unknown names counts as not given.
  return among !== undefined && fit.length === 0 && values.length > 0 ? undefined : fit;
}

/** Removes unknown names within a value; its values are checked where they are used. */
function mendInside(name: string, value: unknown, names: readonly string[] | undefined, say: Say): unknown {
  if (names === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((entry) => mendInside(name, entry, names, say));
  const mended: Values = Object.create(null);
  for (const [inside, entry] of Object.entries(value)) {
    if (!names.includes(inside))
      say('unknown-name', `${name}: "${shown(inside)}" is ignored; it takes ${names.join(', ')}.${meant(inside, names)}`);
    else if (inside === 'with' && typeof entry === 'object' && entry !== null) mended[inside] = mendValues(entry as Values, say);
    else if (inside === 'ids' && Array.isArray(entry)) mended[inside] = shorten(`${name}.ids`, entry, MAX_PROMOTED, say);
    else mended[inside] = entry;
  }
  return mended;
}

function shorten(name: string, values: readonly unknown[], most: number, say: Say): readonly unknown[] {
  if (values.length <= most) return values;
  say('too-many', `${name}: of ${values.length} entries the first ${most} are used.`);
  return values.slice(0, most);
}

/** Whether it is a number, or a text of one, as in attributes. */
function isNumber(value: unknown): boolean {
  return (typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')) && Number.isFinite(Number(value));
}

function meant(written: string, names: readonly string[]): string {
  const near = nearestName(written, names);
  return near === undefined ? '' : ` Did you mean "${near}"?`;
}

function shown(value: unknown): string {
  const text = typeof value === 'object' ? 'an object' : String(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
