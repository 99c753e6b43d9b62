/**
 * The document, past what a page can put before it. An element named `currentScript` stands before the property of that name
 * (https://html.spec.whatwg.org/#dom-document-nameditem), and a form's inputs before the form's own. So methods and getters are taken off the
 * prototypes, once, when the library is loaded. No other file says `document`.
 */
const { apply } = Reflect;

/** What stands on the prototypes of an object under a name, whatever the object itself says. */
function inherited(sample: object | null, name: PropertyKey): PropertyDescriptor | undefined {
  let owner: object | null = sample && Object.getPrototypeOf(sample);
  while (owner !== null && !Object.hasOwn(owner, name)) owner = Object.getPrototypeOf(owner);
  return owner === null ? undefined : Object.getOwnPropertyDescriptor(owner, name);
}

/**
 * Takes a method off the prototypes.
 *
 * @param sample an object that has it; null where there is none, as on a server: then it is looked for when it is called
 * @param name of the method
 * @returns calls it: the object first, then the parameters
 */
export function methodOf<Of extends object, Given extends unknown[], Result>(
  sample: Of | null,
  name: string,
): (of: Of, ...given: Given) => Result {
  const call = inherited(sample, name)?.value;
  return (of, ...given) => apply(call ?? (of as Record<string, never>)[name], of, given);
}

/**
 * Takes a getter off the prototypes.
 *
 * @param sample as for `methodOf`
 * @param name of the property
 * @returns reads it
 */
export function getterOf<Of extends object, Value>(sample: Of | null, name: string): (of: Of) => Value {
  const get = inherited(sample, name)?.get;
  return (of) => (get ? apply(get, of, []) : (of as Record<string, Value>)[name]);
}

/**
 * Takes a setter off the prototypes.
 *
 * @param sample as for `methodOf`
 * @param name of the property
 * @returns writes it
 */
export function setterOf<Of extends object, Value>(sample: Of | null, name: string): (of: Of, value: Value) => void {
  const set = inherited(sample, name)?.set;
  return (of, value) => {
    if (set) apply(set, of, [value]);
    else (of as Record<string, Value>)[name] = value;
  };
}

/** The page's document, where there is one. Nothing but `page-nodes` looks into it. */
export const page: Document | null = typeof document === 'undefined' ? null : document;

const the = (): Document => page ?? document;
const readBaseUri = /* @__PURE__ */ getterOf<Document, string>(page, 'baseURI');
const readState = /* @__PURE__ */ getterOf<Document, DocumentReadyState>(page, 'readyState');
const readVisibility = /* @__PURE__ */ getterOf<Document, DocumentVisibilityState>(page, 'visibilityState');
const readScript = /* @__PURE__ */ getterOf<Document, Element | null>(page, 'currentScript');
const readActive = /* @__PURE__ */ getterOf<Document, Element | null>(page, 'activeElement');
const create = /* @__PURE__ */ methodOf<Document, [name: string], HTMLElement>(page, 'createElement');
const createFragment = /* @__PURE__ */ methodOf<Document, [], DocumentFragment>(page, 'createDocumentFragment');

/** What relative addresses are relative to. */
export const baseUri = (): string => readBaseUri(the());
/** How far the document is read. */
export const readyState = (): DocumentReadyState => readState(the());
/** Does the shopper see the page? */
export const visibilityState = (): DocumentVisibilityState => readVisibility(the());
/** The script that runs, if it is a plain one. */
export const currentScript = (): Element | null => readScript(the());
/** What has the focus. */
export const activeElement = (): Element | null => readActive(the());
/** Makes an element that stands nowhere yet. */
export const createElement = <Name extends keyof HTMLElementTagNameMap>(name: Name): HTMLElementTagNameMap[Name] =>
  create(the(), name) as HTMLElementTagNameMap[Name];
/** Makes an empty fragment. */
export const createDocumentFragment = (): DocumentFragment => createFragment(the());

/**
 * A global that some script of the page has set. An element with that id or name is none, nor is what stands on `Object.prototype`.
 *
 * @param name of the global
 * @returns undefined where there is none, or it cannot be read
 */
export function ownGlobal(name: string): unknown {
  try {
    return Object.hasOwn(globalThis, name) ? (globalThis as unknown as Record<string, unknown>)[name] : undefined;
  } catch {
    return undefined;
  }
}
