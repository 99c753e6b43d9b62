import { SECTION_TEXTS } from '../../../../src/elements/panel/sections/section-texts.js';
import type { ForgetChoice, PanelSection, SectionView } from '../../../../src/elements/panel/sections/section-view.js';
import type { ChangeResult } from '../../../../src/index.js';

/** An element reduced to what sections make and tests read. */
export class TinyElement {
  readonly attributes: Record<string, string> = {};
  readonly children: (TinyElement | string)[] = [];
  readonly #listeners: (() => void)[] = [];
  constructor(readonly tag: string) {}
  setAttribute(name: string, value: string): void {
    this.attributes[name] = value;
  }
  append(...children: (TinyElement | string)[]): void {
    this.children.push(...children);
  }
  addEventListener(_: string, listener: () => void): void {
    this.#listeners.push(listener);
  }
  click(): void {
    for (const listener of this.#listeners) listener();
  }
  /** All elements of a tag in it. */
  all(tag: string): TinyElement[] {
    const inner = this.children.flatMap((child) => (typeof child === 'string' ? [] : child.all(tag)));
    return this.tag === tag ? [this, ...inner] : inner;
  }
  get words(): string {
    return this.children.map((child) => (typeof child === 'string' ? child : child.words)).join('');
  }
}

/** Lets sections make elements. */
export const tinyPage = { createElement: (tag: string) => new TinyElement(tag) };

/** A view in English over a part of a shelf. `said` has what was said, and `forgotten` what was chosen to be forgotten. */
export function tinyView(shelf: object): { readonly view: SectionView; readonly said: string[]; readonly forgotten: ForgetChoice[] } {
  const said: string[] = [];
  const forgotten: ForgetChoice[] = [];
  const say = (name: string, places: Readonly<Record<string, unknown>> = {}): string =>
    (SECTION_TEXTS as Readonly<Record<string, string>>)[name].replace(/\{(\w+)\}/g, (_, key: string) => String(places[key]));
  const view = {
    shelf,
    say,
    text: (name: string) => name,
    formats: { number: String },
    change: async (act: () => Promise<ChangeResult>, success: () => string) => {
      const { done, reason } = await act();
      said.push(done ? success() : String(reason));
    },
    forgetButton: (words: string, what: () => ForgetChoice) => {
      const button = new TinyElement('button');
      button.append(words);
      button.addEventListener('click', () => forgotten.push(what()));
      return button;
    },
  };
  return { view: view as unknown as SectionView, said, forgotten };
}

/** What a section shows. */
export async function shownBy(section: PanelSection, view: SectionView): Promise<TinyElement> {
  const root = new TinyElement('root');
  root.append(...((await section.fill(view)) as unknown as TinyElement[]));
  return root;
}
