import type { Answer } from '../types/answer.js';
import type { CatalogItem } from '../types/catalog-item.js';
import type { EngineFacts } from '../types/diagnosis.js';
import type { AttachReport, EngineHealth, OpenInput, SetAside, StorageInput } from '../types/engine.js';
import type { ShelfEvent } from '../types/event.js';
import type { ExplainRequest, Explanation } from '../types/explanation.js';
import type { Forget, ForgetReport, InspectOptions, Known, NotedForget } from '../types/known.js';
import type { ListCall } from '../types/list-call.js';
import type { EngineRequests } from '../types/privacy/engine-requests.js';
import type { Leak, LeakRequest } from '../types/privacy/leak.js';
import type { PackPictures, PicturesRequest } from '../types/privacy/pictures.js';
import type { Quiz, QuizRequest } from '../types/quiz.js';
import type { Measures } from '../types/results/measures.js';
import type { Segments, SegmentsRequest } from '../types/results/segments.js';
import type { TasteKind } from '../types/results/taste-wish.js';
import type { LearningPace } from '../types/scoring/learning-pace.js';
import type { NextBest, NextBestRequest } from '../types/slots/next-best.js';

/** Messages between page and engine: name to [input, output]. */
export interface WorkerProtocol {
  /** Resolves when there is something to make lists from: the pack, or the items of its manifest; then the reply's `pack` is null. */
  open: [OpenInput, EngineHealth];
  /** Resolves when lists are better than at the call before, with whether that was all: see `Engine`. */
  later: [null, boolean];
  /** Allows the engine to read the log, or forbids it (null). Returns the result of checking it. */
  attach: [{ readonly storage: StorageInput | null }, AttachReport];
  /** Replaces the events that are in memory only. */
  hold: [{ readonly events: readonly ShelfEvent[] }, null];
  /** Adds one such event. */
  observe: [{ readonly event: ShelfEvent }, null];
  /** Sets whether lists ignore the shopper's history. */
  pause: [boolean, null];
  /** Sets what lists count that is in no log (null: nothing any more). */
  aside: [SetAside | null, null];
  /** Lets the engine learn from the log in idle slices, or rest. Without it nothing is learned. */
  learn: [LearningPace, null];
  /** Lets go of the log while the page is in the back/forward cache, or reads it again. */
  rest: [boolean, null];
  list: [ListCall, Answer];
  /** Categories and brands, ranked for the shopper. */
  segments: [SegmentsRequest, Segments];
  /** What the places of a page show. */
  nextBest: [NextBestRequest, NextBest];
  items: [{ readonly offset: number; readonly count: number }, { readonly total: number; readonly items: readonly CatalogItem[] }];
  /** One item's score in full. */
  explain: [ExplainRequest & { readonly itemId: string }, Explanation];
  /** The most informative pairs of items. */
  quiz: [QuizRequest, Quiz];
  /** Responses to the lists, counted from the log. */
  measure: [null, Measures];
  /** Everything known about the shopper. */
  inspect: [InspectOptions | null, Known];
  /** The name of a taste in the catalogue; null where no item has it. */
  taste: [{ readonly kind: TasteKind; readonly name: string }, string | null];
  /** Removes events from the log and from memory. */
  forget: [Forget | NotedForget, ForgetReport];
  /** The requests of the engine's thread. */
  requests: [null, EngineRequests];
  /** What the pictures of the latest lists tell. */
  leak: [LeakRequest, Leak];
  /** Small pictures of the pack. */
  pictures: [PicturesRequest, PackPictures];
  health: [null, EngineHealth];
  /** What explains why lists are personal or not. */
  diagnose: [null, EngineFacts];
}

/** A message's name. */
export type MessageName = keyof WorkerProtocol;

/** Page to engine: a request, a cancellation, a ping, or the word that what the engine asked for may begin. */
export type RequestMessage =
  | { readonly [Name in MessageName]: { readonly id: number; readonly name: Name; readonly input: WorkerProtocol[Name][0] } }[MessageName]
  | { readonly cancel: number }
  | { readonly ping: true }
  | { readonly allow: true };

/** Engine to page: first its build, then replies by id, and questions whether something that it does by itself may begin. Errors are sent as data and rebuilt. */
export type ReplyMessage =
  | { readonly ready: string }
  | { readonly alive: true }
  | { readonly asks: true }
  | { readonly id: number; readonly output: unknown }
  | { readonly id: number; readonly error: { readonly code: string; readonly message: string } };
