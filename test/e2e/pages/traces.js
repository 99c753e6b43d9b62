// Counts, in a page or a worker, every call that gives something a name on the device: `named` has them in order. Loaded before the library.
globalThis.named = [];

/** Replaces a method by one that notes its first arguments and calls it. */
function noteCalls(owner, method, noteOf = (given) => [given[0]]) {
  const real = owner?.prototype?.[method];
  if (real === undefined) return;
  owner.prototype[method] = function (...given) {
    named.push([`${owner.name}.${method}`, ...noteOf(given, this)]);
    return real.apply(this, given);
  };
}

/** Replaces a class by one that notes the first argument of each new object. */
function noteNews(name) {
  if (globalThis[name] === undefined) return;
  globalThis[name] = new Proxy(globalThis[name], {
    construct: (real, given) => {
      named.push([name, String(given[0])]);
      return new real(...given);
    },
  });
}

/** Notes what is written to a property. */
function noteWrites(owner, property) {
  const real = owner && Object.getOwnPropertyDescriptor(owner, property);
  if (!real?.set) return;
  Object.defineProperty(owner, property, {
    ...real,
    set(value) {
      named.push([property, value]);
      real.set.call(this, value);
    },
  });
}

noteNews('BroadcastChannel');
noteNews('SharedWorker');
noteCalls(globalThis.LockManager, 'request');
noteCalls(globalThis.CacheStorage, 'open');
noteCalls(globalThis.IDBFactory, 'open');
noteCalls(globalThis.StorageBucketManager, 'open');
noteCalls(globalThis.StorageManager, 'persist');
noteCalls(globalThis.StorageManager, 'getDirectory');
noteCalls(globalThis.CookieStore, 'set');
noteCalls(globalThis.ServiceWorkerContainer, 'register');
noteCalls(globalThis.Storage, 'setItem', ([key, value], storage) => [
  storage === globalThis.localStorage ? 'local' : 'session',
  key,
  value,
]);
noteCalls(globalThis.Storage, 'removeItem', ([key], storage) => [storage === globalThis.localStorage ? 'local' : 'session', key]);
noteWrites(globalThis.Document?.prototype, 'cookie');
noteWrites(globalThis, 'name');
