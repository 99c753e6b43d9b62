import type { ErrorCode } from '../../types/note.js';
import type { FetchNote } from '../../types/privacy/engine-requests.js';
import type { FetchedBytes } from '../../types/results/fetched-bytes.js';

/** Sealed engine to page: a file that it needs. */
export interface FileQuestion {
  readonly id: number;
  /** Absolute address. */
  readonly url: string;
}

/** Page to sealed engine: the file, or why there is none. `note`: of the request that the page made; null: it made none. */
export type FileReply = { readonly id: number; readonly note: FetchNote | null } & (
  | { readonly file: FetchedBytes }
  | { readonly error: { readonly code: ErrorCode; readonly message: string } }
);
