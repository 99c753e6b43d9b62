import type { Note } from '../note.js';

/** What a request was for: a file of the library, `pack.json`, another file of the pack, or the shop's `scenarios.json` and the file that it names. */
export type RequestPurpose = 'library' | 'manifest' | 'pack' | 'placements';

/** One request that the library made. What the browser does not tell is null. */
export interface MadeRequest {
  /** Absolute address. */
  readonly url: string;
  readonly method: 'GET';
  /** When it began, milliseconds since 1970. */
  readonly at: number;
  readonly purpose: RequestPurpose;
  /** The thread that asked. */
  readonly by: 'page' | 'worker';
  /** HTTP status. */
  readonly status: number | null;
  readonly failed: boolean | null;
  /** Bytes of the body, unpacked. */
  readonly bytes: number | null;
  /** Bytes over the network, headers included; 0 from the browser's cache. */
  readonly transferred: number | null;
  readonly fromCache: boolean | null;
}

/** Every request that the library made in this page, for comparison with the browser's own network log. */
export interface RequestReceipt {
  /** The oldest first. */
  readonly requests: readonly MadeRequest[];
  /** Whether all can be seen. False: `notes` say what cannot. */
  readonly complete: boolean;
  readonly notes: readonly Note[];
}
