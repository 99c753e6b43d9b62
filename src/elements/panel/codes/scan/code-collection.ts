import { missingCodes } from '../../../../core/codes/join-codes.js';
import { type CopyCode, readCode } from '../../../../core/codes/read-code.js';

/** What a text that was read is to a collection: a new code, one that is there, of another copy, or no code. */
type CollectedAs = 'new' | 'known' | 'mixed' | 'other' | 'later' | 'damaged';

/** The codes of one copy, as far as they were read. */
export interface CodeCollection {
  /** Takes the text of a code, in any order. */
  take(text: string): Promise<CollectedAs>;
  /** The texts so far. */
  texts(): readonly string[];
  /** Number of all codes of the copy; null before the first. */
  count(): number | null;
  /** The numbers that are not there yet. */
  missing(): readonly number[];
}

/** Creates an empty collection. The first code says of which copy it is. */
export function createCodeCollection(): CodeCollection {
  const codes = new Map<number, CopyCode>();
  const texts: string[] = [];
  let first: CopyCode | undefined;
  return {
    take: async (text) => {
      const code = await readCode(text);
      if (typeof code === 'string') return code;
      first ??= code;
      if (code.copy !== first.copy || code.count !== first.count) return 'mixed';
      if (codes.has(code.number)) return 'known';
      codes.set(code.number, code);
      texts.push(text);
      return 'new';
    },
    texts: () => [...texts],
    count: () => first?.count ?? null,
    missing: () => (first === undefined ? [] : missingCodes(codes, first.count)),
  };
}
