import { attribute, localName } from '../../core/page/page-nodes.js';
import { bareObject } from '../../core/text/bare-object.js';
import { tellUnknown } from '../../core/text/own-options.js';
import { warnOnce } from '../../core/text/warn-once.js';
import type { RecommendRequest, RelatedRequest, RerankRequest, TrendingRequest } from '../../types/request.js';

/** The parameters that attributes can set. */
export type AttributeRequest = Omit<
  RecommendRequest & RelatedRequest & TrendingRequest & RerankRequest,
  'count' | 'itemId' | 'scenario' | 'repeats' | 'context' | 'neutral'
>;

/** How the text of an attribute is read. `ids`: separated by blanks or commas, or a list in JSON. An array: one of these names. */
type Form = 'text' | 'number' | 'truth' | 'ids' | 'json' | readonly string[];

const FORMS: Readonly<Record<keyof AttributeRequest, Form>> = {
  placement: 'text',
  itemIds: 'ids',
  category: 'text',
  query: 'text',
  filter: 'text',
  boost: 'text',
  exclude: ['none', 'bought', 'seen', 'viewed'],
  among: ['all', 'my-tastes'],
  types: 'ids',
  attributes: 'ids',
  unavailable: 'ids',
  inStock: 'truth',
  onePerGroup: 'truth',
  ranker: 'truth',
  priceFit: 'number',
  diversity: 'number',
  calibration: 'number',
  rotationRate: 'number',
  rotationTime: 'number',
  exploration: 'number',
  minDistinctness: 'number',
  popularityDiscount: 'number',
  exposureFloor: 'number',
  userImpact: 'number',
  strength: 'number',
  seed: 'number',
  now: 'number',
  segment: 'json',
  excludeSeen: 'json',
  maxPer: 'json',
  pins: 'json',
  promoted: 'json',
  objective: 'json',
  interleave: 'json',
};

/** An attribute's name, in place of the parameter's: `max-per` for `maxPer`. */
const attributeOf = (parameter: string): string =>
  parameter === 'itemIds' ? 'items' : parameter.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The names of these attributes. */
export const requestAttributes = (): string[] => Object.keys(FORMS).map(attributeOf);

/**
 * The ids in the text of an attribute.
 *
 * @param text `"a b"`, `"a, b"` or `'["a", "b"]'`
 */
export function idsIn(text: string): string[] {
  if (/^\s*\[/.test(text)) {
    const ids: unknown = JSON.parse(text);
    if (Array.isArray(ids)) return ids.map(String);
  }
  return text.split(/[\s,]+/).filter(Boolean);
}

/**
 * Reads the parameters of a list from the attributes of its element. What cannot be read is reported once and left out.
 *
 * @param element the list
 */
export function readRequest(element: Element): Partial<AttributeRequest> {
  const request: Record<string, unknown> = bareObject({});
  for (const [parameter, form] of Object.entries(FORMS)) {
    const name = attributeOf(parameter);
    const text = attribute(element, name);
    if (text === null) continue;
    const value = readValue(text, form);
    if (value !== undefined) request[parameter] = value;
    else if (Array.isArray(form)) tellUnknown(`${name} of <${localName(element)}>`, text, form);
    else
      warnOnce(
        `${name} of <${localName(element)}>`,
        'bad-argument',
        `${name}="${text.slice(0, 64)}" of <${localName(element)}> is not ${EXPECTED[form as string]} and is ignored.`,
      );
  }
  return request;
}

const EXPECTED: Readonly<Record<string, string>> = {
  number: 'a number',
  truth: '"true" or "false"',
  ids: 'a list of ids, separated by blanks or in JSON',
  json: 'JSON, such as max-per=\'{"brand": 2}\'',
};

function readValue(text: string, form: Form): unknown {
  try {
    if (typeof form !== 'string') {
      if (!form.includes(text)) return undefined;
      // What the shopper viewed is what they have seen.
      return text === 'viewed' ? 'seen' : text;
    }
    switch (form) {
      case 'number':
        return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
      case 'truth':
        return text === '' || text === 'true' ? true : text === 'false' ? false : undefined;
      case 'ids':
        return idsIn(text);
      case 'json':
        return JSON.parse(text);
      default:
        return text;
    }
  } catch {
    // Not JSON: the caller reports it.
    return undefined;
  }
}
