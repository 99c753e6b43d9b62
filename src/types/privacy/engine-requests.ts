/** One request of the one place that fetches. Times are milliseconds since 1970. */
export interface FetchNote {
  /** Absolute address that was asked for. */
  readonly url: string;
  readonly at: number;
  /** Address that answered, after redirects; null before an answer. */
  reached: string | null;
  /** HTTP status; null without an answer. */
  status: number | null;
  /** Bytes of the body, unpacked; null if it was not read to its end. */
  bytes: number | null;
  /** Null while it goes on. */
  failed: boolean | null;
  /** Set where the page made it, for an engine that can make none. */
  readonly by?: 'page';
}

/** What is used of an entry of the browser's Resource Timing. Older browsers lack some fields. Sizes are bytes, and 0 where the browser does not tell. */
export interface ResourceEntry {
  /** Absolute address. */
  readonly name: string;
  /** Milliseconds since the origin of its timeline. */
  readonly startTime: number;
  readonly transferSize?: number;
  readonly encodedBodySize?: number;
  readonly decodedBodySize?: number;
  readonly responseStatus?: number;
  readonly deliveryType?: string;
}

/** What the engine knows of the requests of its thread. */
export interface EngineRequests {
  /** Start of the thread's timeline, milliseconds since 1970. */
  readonly origin: number;
  readonly fetches: readonly FetchNote[];
  /** Whether earlier ones may be missing. */
  readonly isCut?: boolean;
  /** What the browser noted of the thread, code included. */
  readonly resources: readonly ResourceEntry[];
}
