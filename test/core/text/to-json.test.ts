import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { toJson } from '../../../src/core/text/to-json.js';
import { addForeignMethods } from '../../fixtures/foreign-methods.js';

let undo = (): void => {};
afterEach(() => undo());

const event = { name: 'rate', time: 1.5, value: 4, items: [{ item_id: '"a\\\n\u2028\ud83d\ude00', price: 0.1 }, { item_id: 'b' }] };

describe('plain data as JSON', () => {
  it('equals that of the browser', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => toJson(value) === JSON.stringify(value)),
      { numRuns: 500, seed: 1 },
    );
    expect(toJson({ a: undefined, b: Number.NaN, c: [undefined], d: new Date(0).getTime() })).toBe('{"b":null,"c":[null],"d":0}');
  });

  it('is the same if the page has given every prototype a toJSON and enumerable members', () => {
    const expected = JSON.stringify(event);
    undo = addForeignMethods();
    const [foreign, ours, list] = [JSON.stringify(event), toJson(event), toJson(['purchase', 'T', false])];
    undo();
    expect(foreign).not.toBe(expected);
    expect(ours).toBe(expected);
    expect(list).toBe('["purchase","T",false]');
  });

  it('is the same after the page replaced JSON.stringify', () => {
    const expected = JSON.stringify(event);
    const { stringify } = JSON;
    undo = () => Object.assign(JSON, { stringify });
    JSON.stringify = () => '"replaced"';
    expect(toJson(event)).toBe(expected);
  });

  it('keeps a member called __proto__ as data', () => {
    const text = '{"__proto__":{"item_id":"a"},"b":1}';
    expect(toJson(JSON.parse(text))).toBe(text);
  });
});
