import { BUILD } from './core/version.js';

export { createShelf } from './client/create-shelf.js';
export type { Answer, Discount, FilledFrom, ListSubject, Reason, RecommendedItem, ServedModel, Trace } from './types/answer.js';
export type { CatalogItem } from './types/catalog-item.js';
export type { ChangeResult } from './types/change-result.js';
export type { BannerName, BannerWord, Consent, ConsentHeard, HeardSignal, HeardSignals } from './types/consent.js';
export type { Diagnosis, ElementFacts, HeardVoice, IdFacts, ListFacts, PageFacts, UnknownId, UnreadEntry } from './types/diagnosis.js';
export type { BackendPreference, EncoderPreference } from './types/engine.js';
export type { EventItem, EventName, EventParameters, FeedbackKind, ShelfEvent } from './types/event.js';
export type { Contribution, Counterfactual, ExplainRequest, Explanation, Removal, TakenBackEvent, Taste } from './types/explanation.js';
export type { Health, ProfileKind } from './types/health.js';
export type {
  EmbeddingShare,
  Forget,
  InspectOptions,
  KnownTastes,
  NearItem,
  PriceBand,
  PriceSensitivity,
  PriceTaste,
  ReadEmbedding,
  UserEmbedding,
} from './types/known.js';
export type { Note, NoteCode } from './types/note.js';
export type { ConsentCalls, ConsentOptions } from './types/privacy/consent-calls.js';
export type { ConsentPolicy, ConsentReceipt } from './types/privacy/consent-receipt.js';
export type { Leak, LeakGuess, LeakRequest, LeakSource, ListLeak, PictureUse } from './types/privacy/leak.js';
export type { Pictures, PicturesRequest } from './types/privacy/pictures.js';
export type { PrivacyCalls } from './types/privacy/privacy-calls.js';
export type { PrivacyOptions } from './types/privacy/privacy-options.js';
export type { PrivacySheet, SheetRequest, SheetSection } from './types/privacy/privacy-sheet.js';
export type { MadeRequest, RequestPurpose, RequestReceipt } from './types/privacy/request-receipt.js';
export type { Quiz, QuizPair, QuizRequest } from './types/quiz.js';
export type {
  Exclude,
  ItemType,
  ListRequest,
  NewArrivalsRequest,
  Pin,
  Promotion,
  RecommendRequest,
  RelatedRequest,
  RerankRequest,
  Scenario,
  SeenRule,
  SegmentItems,
  TextColumn,
  TrendingRequest,
} from './types/request.js';
export type { AsideFrom, AsideRequest } from './types/results/aside.js';
export type {
  CodesOptions,
  CodesResult,
  EncryptedCopy,
  EncryptedExportResult,
  EraseOptions,
  PassphraseOptions,
} from './types/results/copy-options.js';
export type { ListMeasure, Measures, ModelMeasure } from './types/results/measures.js';
export type { Membership, MembershipRule, SegmentChange } from './types/results/memberships.js';
export type { DeviceClass, PageContext } from './types/results/page-context.js';
export type { LikingGroup, Segment, Segments, SegmentsRequest } from './types/results/segments.js';
export type { ActingWish, EditedTaste, RecordedWish, TasteKind, TasteWish } from './types/results/taste-wish.js';
export type { ShownPrototype, ShownTaste, StoredExtent, Tastes } from './types/results/tastes.js';
export type { TrackResult } from './types/results/track-result.js';
export type { Backend } from './types/scoring/scorer.js';
export type {
  CallOptions,
  ExportResult,
  ProfileExport,
  ProfileSnapshot,
  Shelf,
  ShelfOptions,
  SwitchOptions,
} from './types/shelf.js';
export type { FilledPlace, FilledSlot, NextBest, NextBestRequest, Slot, SlotBanner, SlotKind } from './types/slots/next-best.js';

/** This file's build: the version and a hash of the sources. Files of other builds are not used. */
export const build: string = BUILD;
