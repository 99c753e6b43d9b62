/** Fetched bytes, and their final address. */
export interface FetchedBytes {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Address after redirects. */
  readonly url: string;
}
