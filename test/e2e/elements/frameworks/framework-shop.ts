/** A shop whose list is made by a framework: what the tests of all frameworks call. */
export interface FrameworkShop {
  /** The markup that the framework's server sends for these items. */
  html(items: readonly string[]): Promise<string>;
  /** Renders into an element; again, if it was rendered before. Resolves when it is done. */
  render(root: Element, items: readonly string[] | null): Promise<void>;
  /** Takes over the server's markup in an element. */
  hydrate(root: Element, items: readonly string[]): Promise<void>;
  /** What the framework has complained about. */
  readonly complaints: string[];
}

declare global {
  var frameworkShop: FrameworkShop;
}

/** Resolves when what was scheduled is done. */
export const framesPassed = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100));

/** Collects what is thrown, or written as an error to the console. */
export function collectComplaints(): string[] {
  const complaints: string[] = [];
  for (const name of ['error', 'warn'] as const) {
    const write = console[name];
    console[name] = (...all: unknown[]) => {
      // Vue's build for bundlers, to whoever bundles it.
      if (!/^(onshelf:|Feature flags __VUE)/.test(`${all[0]}`)) complaints.push(all.map(String).join(' '));
      write(...all);
    };
  }
  addEventListener('error', ({ message }) => complaints.push(message));
  addEventListener('unhandledrejection', ({ reason }) => complaints.push(String(reason)));
  return complaints;
}
