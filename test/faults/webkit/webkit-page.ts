import type { Page } from '@playwright/test';
import type { AgentProxy, DrivenDocument } from './agent-proxy.js';

const PAGE_TIMEOUT_MS = 30_000;

/** A tab of WebKitGTK: the part of Playwright's page that the specs use. */
export interface WebKitPage extends Pick<Page, 'addInitScript' | 'evaluate' | 'exposeFunction' | 'frames' | 'goto' | 'isClosed'> {
  /** Its first address. */
  readonly address: string;
  /** Resolves when it is open. */
  readonly opened: Promise<void>;
}

/** Code for a value. JSON has no form for NaN and infinities. */
function literal(value: unknown): string {
  const json = JSON.stringify(value, (_, part) => (typeof part === 'number' && !Number.isFinite(part) ? `~${part}` : part));
  return json === undefined ? 'undefined' : json.replace(/"~(NaN|-?Infinity)"/g, '$1');
}

const codeOf = (task: unknown, given: unknown): string =>
  typeof task === 'string' ? task : `(${(task as () => unknown).toString()})(${literal(given)})`;

/** Runs functions in a document. */
function evaluateIn(document: () => DrivenDocument): Pick<Page, 'evaluate' | 'waitForFunction'> {
  const evaluate = (task: unknown, given?: unknown): Promise<unknown> => document().run(codeOf(task, given));
  const waitForFunction = async (task: unknown, given?: unknown, { timeout = PAGE_TIMEOUT_MS } = {}): Promise<void> => {
    for (const end = Date.now() + timeout; !(await evaluate(task, given)); ) {
      if (Date.now() > end) throw new Error(`not true within ${timeout} ms: ${task}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  return { evaluate, waitForFunction } as unknown as Pick<Page, 'evaluate' | 'waitForFunction'>;
}

/**
 * Creates the page of a tab that is about to be opened.
 *
 * @param proxy between the browser and the network
 * @param address first address of the tab
 */
export function createWebKitPage(proxy: AgentProxy, address: string): WebKitPage {
  const scripts: string[] = [];
  const exposed: [string, (...given: unknown[]) => unknown][] = [];
  let closed = false;
  const announce = (url: string): DrivenDocument => {
    const document = proxy.expect(url, scripts.slice());
    for (const [name, called] of exposed) document.exposed.set(name, called);
    return document;
  };
  let current = announce(address);
  const page = {
    address,
    opened: current.loaded,
    ...evaluateIn(() => current),
    addInitScript: async (task: unknown, given?: unknown) => void scripts.push(`${codeOf(task, given)};`),
    exposeFunction: async (name: string, called: (...given: unknown[]) => unknown) => {
      scripts.push(`pageAgent.expose(${literal(name)});`);
      exposed.push([name, called]);
    },
    goto: async (url: string) => {
      const target = url === 'about:blank' ? address : url;
      const before = current;
      const next = announce(target);
      // It may be gone before it has confirmed the command.
      before.run(`void setTimeout(() => location.assign(${literal(target)}))`).catch(() => {});
      await next.loaded;
      current = next;
    },
    frames: () => [page, ...proxy.frames.map((frame) => evaluateIn(() => frame))],
    isClosed: () => closed,
    waitForTimeout: (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    on: () => {},
    close: async () => {
      if (closed) return;
      closed = true;
      current.run('void setTimeout(() => close())').catch(() => {});
      await current.gone;
    },
  };
  return page as unknown as WebKitPage;
}
