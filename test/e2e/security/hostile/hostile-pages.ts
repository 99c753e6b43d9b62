/** What a page does before the library loads, by what it has then; each runs in the page. */
export const HOSTILE_PAGES: Readonly<Record<string, () => void>> = {
  'a fetch that throws at once': () => {
    globalThis.fetch = () => {
      throw new Error('no fetch here');
    };
  },
  'a fetch that never answers': () => {
    globalThis.fetch = () => new Promise(() => {});
  },
  'a fetch that answers with something else': () => {
    globalThis.fetch = (async () => ({ ok: true, status: 200, json: () => 'nothing' })) as never;
  },
  'a fetch that answers undefined': () => {
    globalThis.fetch = (() => undefined) as never;
  },
  'a fetch that changes every body': () => {
    const own = globalThis.fetch;
    globalThis.fetch = async (...given) => {
      const answer = await own(...given);
      return new Response(`${await answer.text()} `, answer);
    };
  },
  'a Response whose methods throw': () => {
    for (const name of ['json', 'text', 'arrayBuffer', 'blob', 'clone'])
      Object.defineProperty(Response.prototype, name, {
        value: () => {
          throw new Error(`no ${name} here`);
        },
      });
  },
  'JSON that throws': () => {
    JSON.parse = () => {
      throw new Error('no JSON here');
    };
    JSON.stringify = JSON.parse as never;
  },
  'crypto that throws': () => {
    for (const name of ['encrypt', 'decrypt', 'digest', 'generateKey', 'importKey', 'deriveKey', 'deriveBits'])
      Object.defineProperty(SubtleCrypto.prototype, name, {
        value: () => {
          throw new Error(`no ${name} here`);
        },
      });
  },
  'crypto that answers nonsense': () => {
    for (const name of ['encrypt', 'decrypt', 'digest', 'generateKey'])
      Object.defineProperty(SubtleCrypto.prototype, name, { value: async () => new ArrayBuffer(3) });
  },
  'storage that throws': () => {
    Object.defineProperty(globalThis, 'localStorage', {
      get: () => {
        throw new DOMException('no storage here', 'SecurityError');
      },
    });
    Object.defineProperty(globalThis, 'indexedDB', {
      get: () => {
        throw new DOMException('no database here', 'SecurityError');
      },
    });
  },
  'storage that is full of nonsense': () => {
    Storage.prototype.getItem = () => '{"state": 7, "state": [[[';
  },
  'a database that never answers': () => {
    IDBFactory.prototype.open = (() => ({ addEventListener: () => {} })) as never;
  },
  'workers, channels and locks that throw': () => {
    const refused = class {
      constructor() {
        throw new Error('not here');
      }
    };
    Object.assign(globalThis, { Worker: refused, BroadcastChannel: refused, SharedWorker: refused });
    LockManager.prototype.request = () => {
      throw new Error('no locks here');
    };
  },
  'a worker that says nothing': () => {
    globalThis.Worker = class extends EventTarget {
      postMessage(): void {}
      terminate(): void {}
    } as never;
  },
  'a worker that talks nonsense': () => {
    globalThis.Worker = class extends EventTarget {
      postMessage(): void {
        for (const data of [null, 7, 'text', { id: 0 }, { id: 1, value: { items: 'many' } }, [[]]])
          setTimeout(() => {
            const event = new MessageEvent('message', { data });
            this.dispatchEvent(event);
            (this as unknown as { onmessage?: (event: MessageEvent) => void }).onmessage?.(event);
          });
      }
      terminate(): void {}
    } as never;
  },
  'setters and values on Object.prototype': () => {
    for (const name of [
      'consent',
      'pack',
      'items',
      'then',
      'name',
      'code',
      'id',
      'count',
      'scenario',
      'error',
      'done',
      'value',
      'get',
      'set',
    ]) {
      if (name === 'then' || name === 'get' || name === 'set' || name === 'value') continue;
      Object.defineProperty(Object.prototype, name, { value: 'planted', configurable: true, writable: true });
    }
  },
  'a setter on Object.prototype that throws': () => {
    Object.defineProperty(Object.prototype, 'model', {
      configurable: true,
      get: () => undefined,
      set: () => {
        throw new Error('not to be set');
      },
    });
  },
  'frozen built-ins': () => {
    for (const type of [
      Object,
      Array,
      Function,
      Promise,
      Map,
      Set,
      String,
      Number,
      Date,
      RegExp,
      Error,
      ArrayBuffer,
      Uint8Array,
      Float32Array,
    ]) {
      Object.freeze(type.prototype);
      Object.freeze(type);
    }
    for (const object of [JSON, Math, Reflect, navigator, crypto]) Object.freeze(object);
  },
  'an older Symbol and iterators that throw': () => {
    Object.defineProperty(Map.prototype, 'forEach', { value: () => undefined });
    Object.defineProperty(NodeList.prototype, Symbol.iterator, {
      value: () => {
        throw new Error('no loops here');
      },
    });
  },
  'clocks that stand, jump back or are no numbers': () => {
    let calls = 0;
    Date.now = () => [0, Number.NaN, -1e15, 8.64e15][calls++ % 4];
    Performance.prototype.now = () => Number.NaN;
  },
  'timers that throw': () => {
    globalThis.requestIdleCallback = () => {
      throw new Error('no idle time here');
    };
    globalThis.queueMicrotask = () => {
      throw new Error('no tasks here');
    };
  },
  'a console that throws': () => {
    for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const)
      console[name] = () => {
        throw new Error('no console here');
      };
  },
  'no WebAssembly and no GPU': () => {
    Object.defineProperty(globalThis, 'WebAssembly', { value: undefined });
    Object.defineProperty(navigator, 'gpu', { value: { requestAdapter: () => 'nothing' } });
  },
  'an observer of timings that throws': () => {
    globalThis.PerformanceObserver = class {
      constructor() {
        throw new Error('no timings here');
      }
    } as never;
    Performance.prototype.getEntriesByType = () => {
      throw new Error('no entries here');
    };
  },
  'events that are stopped and listeners that throw': () => {
    EventTarget.prototype.addEventListener = () => {
      throw new Error('no listeners here');
    };
  },
};
