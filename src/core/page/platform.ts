/**
 * The document, without what a page can shadow. An element named `currentScript` shadows the property of that name
 * (https://html.spec.whatwg.org/#dom-document-nameditem), and a form's inputs shadow the form's own. So methods and getters are read from the
 * prototypes, once, when the library loads. No other file uses `document`.
 */
const { apply } = Reflect;

/** The property descriptor of a name on an object's prototypes, ignoring the object's own. */
function inherited(sample: object | null, name: PropertyKey): PropertyDescriptor | undefined {
  let owner: object | null = sample && Object.getPrototypeOf(sample);
  while (owner !== null && !Object.hasOwn(owner, name)) owner = Object.getPrototypeOf(owner);
  return owner === null ? undefined : Object.getOwnPropertyDescriptor(owner, name);
}

/**
 * Reads a method from the prototypes.
 *
 * @param sample an object that has it; null without a document, as on a server: then it is looked up when called
 * @param name of the method
 * @returns a function that calls it: the object first, then the arguments
 */
export function methodOf<Of extends object, Given extends unknown[], Result>(
  sample: Of | null,
  name: string,
): (of: Of, ...given: Given) => Result {
  const call = inherited(sample, name)?.value;
  return (of, ...given) => apply(call ?? (of as Record<string, never>)[name], of, given);
}

/**
 * Reads a getter from the prototypes.
 *
 * @param sample as for `methodOf`
 * @param name of the property
 * @returns a function that reads the property
 */
export function getterOf<Of extends object, Value>(sample: Of | null, name: string): (of: Of) => Value {
  const get = inherited(sample, name)?.get;
  return (of) => (get ? apply(get, of, []) : (of as Record<string, Value>)[name]);
}

/**
 * Reads a setter from the prototypes.
 *
 * @param sample as for `methodOf`
 * @param name of the property
 * @returns a function that sets the property
 */
export function setterOf<Of extends object, Value>(sample: Of | null, name: string): (of: Of, value: Value) => void {
  const set = inherited(sample, name)?.set;
  return (of, value) => {
    if (set) apply(set, of, [value]);
    else (of as Record<string, Value>)[name] = value;
  };
}

/**
 * The class of addresses, also in a page that declares a variable `URL`: every browser has it under an older name too, except in workers, which have
 * no such page.
 */
export const Address: typeof URL = (globalThis as { readonly webkitURL?: typeof URL }).webkitURL ?? URL;

/**
 * The origin of this page or worker, `null` if it is opaque; also in a page that declares a variable `origin`, and in a frame whose address has none,
 * as `about:srcdoc`.
 */
export function ownOrigin(): string | undefined {
  const { origin, location } = globalThis;
  const { origin: there = 'null' } = location ?? {};
  return origin === 'null' || there === 'null' ? origin : there;
}

/** The page's document; null without one. */
export const page: Document | null = typeof document === 'undefined' ? null : document;

const the = (): Document => page ?? document;
const readBaseUri = /* @__PURE__ */ getterOf<Document, string>(page, 'baseURI');
const readState = /* @__PURE__ */ getterOf<Document, DocumentReadyState>(page, 'readyState');
const readVisibility = /* @__PURE__ */ getterOf<Document, DocumentVisibilityState>(page, 'visibilityState');
const readPrerendering = /* @__PURE__ */ getterOf<Document, boolean | undefined>(page, 'prerendering');
const readScript = /* @__PURE__ */ getterOf<Document, Element | null>(page, 'currentScript');
const readActive = /* @__PURE__ */ getterOf<Document, Element | null>(page, 'activeElement');
const readRoot = /* @__PURE__ */ getterOf<Document, HTMLElement | null>(page, 'documentElement');
const create = /* @__PURE__ */ methodOf<Document, [name: string], HTMLElement>(page, 'createElement');

const query = /* @__PURE__ */ methodOf<Document, [selector: string], Element | null>(page, 'querySelector');

/** Whether an element of the page matches a selector. What is done with elements is in `page-nodes`. */
export const pageHas = (selector: string): boolean => page !== null && query(page, selector) !== null;
/** Base of relative addresses. */
export const baseUri = (): string => readBaseUri(the());
/** The root element; null while there is none. */
export const rootElement = (): HTMLElement | null => readRoot(the());
/** Language that the page's root element names, a BCP 47 tag; '' if it names none. */
export const pageLanguage = (): string => readRoot(the())?.lang ?? '';
/** Loading state of the document. */
export const readyState = (): DocumentReadyState => readState(the());
/** Whether the page is visible. */
export const visibilityState = (): DocumentVisibilityState => readVisibility(the());
/** Whether the browser renders the page ahead: it may never be opened. */
export const isPrerendering = (): boolean => page !== null && readPrerendering(page) === true;
/** Resolves once a page that the browser rendered ahead is opened; without waiting for any other page. */
export async function activated(): Promise<void> {
  if (!isPrerendering()) return;
  // Captured: the event is the document's, and nothing says that it bubbles.
  await new Promise((resolve) =>
    addEventListener('prerenderingchange', resolve, { __proto__: null, capture: true } as AddEventListenerOptions),
  );
}
/** The running script; null in a module. */
export const currentScript = (): Element | null => readScript(the());
/** The focused element. */
export const activeElement = (): Element | null => readActive(the());
/** Creates an element. */
export const createElement = <Name extends keyof HTMLElementTagNameMap>(name: Name): HTMLElementTagNameMap[Name] =>
  create(the(), name) as HTMLElementTagNameMap[Name];

/**
 * A global variable set by a script of the page. Elements with that id or name, and members of `Object.prototype`, are ignored.
 *
 * @param name of the global
 * @returns undefined if it is not set or cannot be read
 */
export function ownGlobal(name: string): unknown {
  try {
    return Object.hasOwn(globalThis, name) ? (globalThis as unknown as Record<string, unknown>)[name] : undefined;
  } catch {
    return undefined;
  }
}
