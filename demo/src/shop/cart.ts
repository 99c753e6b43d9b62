/** A product in the cart, with its quantity. */
export interface CartLine {
  readonly id: string;
  readonly quantity: number;
}

/** The cart. */
export interface Cart {
  lines(): readonly CartLine[];
  count(): number;
  add(id: string): void;
  remove(id: string): void;
  clear(): void;
  /** Called after every change. */
  subscribe(listener: () => void): void;
  /** Stores the cart if the shopper consented; else deletes it from storage. */
  settle(): void;
}

const KEY = 'demo-shop-cart';

/**
 * Creates the cart. It is in memory, and stored only if the shopper consented.
 *
 * @param mayStore whether the shopper consented
 */
export function createCart(mayStore: () => boolean): Cart {
  const lines = new Map<string, number>(mayStore() ? read() : []);
  const listeners = new Set<() => void>();
  const settle = (): void => {
    try {
      if (mayStore()) localStorage.setItem(KEY, JSON.stringify([...lines]));
      else localStorage.removeItem(KEY);
    } catch {
      // Storage is refused: the cart lasts as long as the page.
    }
  };
  const changed = (): void => {
    settle();
    for (const listener of listeners) listener();
  };
  return {
    lines: () => [...lines].map(([id, quantity]) => ({ id, quantity })),
    count: () => [...lines.values()].reduce((sum, quantity) => sum + quantity, 0),
    add: (id) => {
      lines.set(id, (lines.get(id) ?? 0) + 1);
      changed();
    },
    remove: (id) => {
      lines.delete(id);
      changed();
    },
    clear: () => {
      lines.clear();
      changed();
    },
    subscribe: (listener) => {
      listeners.add(listener);
    },
    settle,
  };
}

function read(): [string, number][] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isLine) : [];
  } catch {
    return [];
  }
}

function isLine(entry: unknown): entry is [string, number] {
  return Array.isArray(entry) && typeof entry[0] === 'string' && Number.isInteger(entry[1]) && entry[1] > 0;
}
