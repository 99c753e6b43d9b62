/** A class or function that a pickle names; never looked up, and never called. */
export interface PickledGlobal {
  readonly global: string;
}

/** What `reader` makes of a pickle: numbers, texts, lists, maps, and what the two functions below return. */
export interface PickleReader {
  /** Makes the value of a known global called with arguments. */
  readonly call: (global: string, values: readonly unknown[]) => unknown;
  /** Makes the value of a persistent id. */
  readonly persistent: (id: unknown) => unknown;
  /** Globals that may be named. */
  readonly known: ReadonlySet<string>;
}

/** A mark on the stack. */
const MARK = Symbol('mark');
/** Values that may be made, at most: a pickle of few bytes may repeat what it knows. */
const MAX_STEPS = 4_000_000;

/**
 * Reads a pickle as PyTorch writes state dicts. It is data: nothing is imported, looked up or run. Dictionaries become maps; `BUILD` of a dictionary, with
 * which `OrderedDict` keeps its metadata, is skipped.
 *
 * @param bytes of the pickle, protocol 2 to 5
 * @param reader what its globals mean
 * @throws Error naming the opcode or the global that is not known
 * @see https://docs.python.org/3/library/pickletools.html
 */
export function unpickle(bytes: Buffer, reader: PickleReader): unknown {
  const stack: unknown[] = [];
  const memo = new Map<number, unknown>();
  let at = 0;
  const take = (count: number): number => {
    if (at + count > bytes.length) throw new Error('its pickle is cut short');
    at += count;
    return at - count;
  };
  const text = (length: number): string => bytes.toString('utf8', take(length), at);
  const line = (): string => {
    const end = bytes.indexOf(10, at);
    if (end < 0) throw new Error('its pickle is cut short');
    return bytes.toString('utf8', take(end + 1 - at), end);
  };
  const pop = (): unknown => {
    if (stack.length === 0) throw new Error('its pickle is damaged');
    return stack.pop();
  };
  const popMarked = (): unknown[] => {
    const mark = stack.lastIndexOf(MARK);
    if (mark < 0) throw new Error('its pickle is damaged');
    return stack.splice(mark).slice(1);
  };
  const top = <Kind>(kind: new (...parameters: never[]) => Kind): Kind => {
    const value = stack.at(-1);
    if (!(value instanceof kind)) throw new Error('its pickle is damaged');
    return value;
  };
  const setItems = (pairs: readonly unknown[]): void => {
    const map = top<Map<unknown, unknown>>(Map);
    for (let k = 0; k + 1 < pairs.length; k += 2) map.set(pairs[k], pairs[k + 1]);
  };
  const name = (module: unknown, own: unknown): void => {
    const global = `${module}.${own}`;
    if (!reader.known.has(global)) throw new Error(`it holds ${global}, which is not read, and never run`);
    stack.push({ global } satisfies PickledGlobal);
  };
  const recall = (place: number): void => {
    if (!memo.has(place)) throw new Error('its pickle is damaged');
    stack.push(memo.get(place));
  };
  const popTuple = (count: number): void => {
    if (stack.length < count) throw new Error('its pickle is damaged');
    stack.push(stack.splice(stack.length - count));
  };
  const steps: Readonly<Record<number, () => void>> = {
    128: () => take(1), // PROTO
    149: () => take(8), // FRAME
    40: () => stack.push(MARK),
    48: () => pop(),
    78: () => stack.push(null),
    136: () => stack.push(true),
    137: () => stack.push(false),
    74: () => stack.push(bytes.readInt32LE(take(4))), // BININT
    75: () => stack.push(bytes[take(1)]),
    77: () => stack.push(bytes.readUInt16LE(take(2))),
    138: () => stack.push(smallNumber(bytes.subarray(take(bytes[take(1)]), at))), // LONG1
    71: () => stack.push(bytes.readDoubleBE(take(8))),
    88: () => stack.push(text(bytes.readUInt32LE(take(4)))), // BINUNICODE
    140: () => stack.push(text(bytes[take(1)])),
    41: () => stack.push([]),
    93: () => stack.push([]),
    125: () => stack.push(new Map()),
    116: () => stack.push(popMarked()), // TUPLE
    133: () => popTuple(1),
    134: () => popTuple(2),
    135: () => popTuple(3),
    97: () => {
      const value = pop();
      top<unknown[]>(Array).push(value);
    },
    101: () => {
      const values = popMarked();
      top<unknown[]>(Array).push(...values);
    },
    115: () => {
      const value = pop();
      setItems([pop(), value]);
    },
    117: () => setItems(popMarked()),
    113: () => memo.set(bytes[take(1)], stack.at(-1)), // BINPUT
    114: () => memo.set(bytes.readUInt32LE(take(4)), stack.at(-1)),
    148: () => memo.set(memo.size, stack.at(-1)), // MEMOIZE
    104: () => recall(bytes[take(1)]),
    106: () => recall(bytes.readUInt32LE(take(4))),
    99: () => name(line(), line()), // GLOBAL
    147: () => {
      const own = pop();
      name(pop(), own);
    },
    81: () => stack.push(reader.persistent(pop())), // BINPERSID
    82: () => {
      const values = pop();
      const { global } = Object(pop()) as Partial<PickledGlobal>;
      if (global === undefined || !Array.isArray(values)) throw new Error('its pickle is damaged');
      stack.push(reader.call(global, values));
    },
    98: () => {
      pop();
      top<Map<unknown, unknown>>(Map);
    }, // BUILD
  };
  for (let count = 0; count < MAX_STEPS; count++) {
    const opcode = bytes[take(1)];
    if (opcode === 46) return pop();
    const step = steps[opcode];
    if (step === undefined) throw new Error(`its pickle has the opcode ${opcode} at byte ${at - 1}, which no state dict needs`);
    step();
  }
  throw new Error(`its pickle has more than ${MAX_STEPS} steps`);
}

/** A whole number of up to six bytes, two's complement. */
function smallNumber(bytes: Buffer): number {
  if (bytes.length > 6) throw new Error('its pickle has a number beyond 48 bits');
  return bytes.length === 0 ? 0 : bytes.readIntLE(0, bytes.length);
}
