import type { Answer } from '../types/answer.js';
import type { CatalogItem } from '../types/catalog-item.js';
import type { AttachReport, EngineHealth, OpenInput, StorageInput } from '../types/engine.js';
import type { ShelfEvent } from '../types/event.js';
import type { ExplainRequest, Explanation } from '../types/explanation.js';
import type { ListCall } from '../types/list-call.js';
import type { Measures } from '../types/measures.js';
import type { Quiz, QuizRequest } from '../types/quiz.js';
import type { Forget, Known, NotedForget } from '../types/known.js';
import type { Segments, SegmentsRequest } from '../types/segments.js';

/** The one table of the boundary between page and engine: message name to [input, output]. */
export interface WorkerProtocol {
  open: [OpenInput, EngineHealth];
  /** The log may be read from now on, or no longer (null). Answers with what was found in it. */
  attach: [{ readonly storage: StorageInput | null }, AttachReport];
  /** Replaces the events that are held in memory only. */
  hold: [{ readonly events: readonly ShelfEvent[] }, null];
  /** Adds one. */
  observe: [{ readonly event: ShelfEvent }, null];
  /** Are lists to know nothing of the shopper, for a while? */
  pause: [boolean, null];
  list: [ListCall, Answer];
  /** Categories and brands in the shopper's order. */
  segments: [SegmentsRequest, Segments];
  items: [{ readonly offset: number; readonly count: number }, { readonly total: number; readonly items: readonly CatalogItem[] }];
  /** One item's score in full. */
  explain: [ExplainRequest & { readonly itemId: string }, Explanation];
  /** Pairs of items whose choice tells most of the shopper. */
  quiz: [QuizRequest, Quiz];
  /** How the lists were received, by the log. */
  measure: [null, Measures];
  /** Everything known. */
  inspect: [null, Known];
  /** Takes events out of the log and out of memory; answers with how many of the log's. */
  forget: [Forget | NotedForget, number];
  health: [null, EngineHealth];
}

/** A message's name. */
export type MessageName = keyof WorkerProtocol;

/** Page to engine: a request, the wish to cancel one, or the wish for a sign of life. */
export type RequestMessage =
  | { readonly [Name in MessageName]: { readonly id: number; readonly name: Name; readonly input: WorkerProtocol[Name][0] } }[MessageName]
  | { readonly cancel: number }
  | { readonly ping: true };

/** Engine to page: first which build it is of, then answers by id. Errors cross as data and are rebuilt. */
export type ReplyMessage =
  | { readonly ready: string }
  | { readonly alive: true }
  | { readonly id: number; readonly output: unknown }
  | { readonly id: number; readonly error: { readonly code: string; readonly message: string } };
