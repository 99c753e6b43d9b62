import type { CheckRequest } from '../check/previous-pack.js';
import type { ContentRequest } from '../content/load-content.js';
import type { FeedRequest } from '../feed/feed-request.js';
import type { DatabaseOptions } from '../input/open-duck-database.js';
import type { LocaleRequest } from '../locales/locale-report.js';
import type { LogOptions } from '../log/read-log.js';
import type { TrainSettings } from '../models/train-settings.js';
import type { Publishing } from '../packing/write-pack.js';
import type { PictureRequest } from '../pictures/picture-report.js';
import type { RankerRequest } from '../ranker/ranker-choice.js';
import type { EncoderRequest } from '../sequence/encoder-choice.js';

/** Input and settings of a build. */
export interface BuildRequest {
  /** Files, folders and patterns of the feed; one or more. */
  readonly catalog: readonly string[];
  readonly feedOptions: Omit<FeedRequest, 'paths' | 'now'>;
  /** Locales besides the catalogue's own, and how that is called. Default: none. */
  readonly locales?: LocaleRequest;
  readonly content: ContentRequest;
  /** Files, folders and patterns of the event log. []: the pack is made of the feed alone. */
  readonly events: readonly string[];
  readonly logOptions: LogOptions;
  /** Folder of the pack. */
  readonly out: string;
  readonly settings: TrainSettings;
  readonly database: DatabaseOptions;
  /** Creation time in the manifest, ISO 8601. */
  readonly created: string;
  /** Current time, milliseconds since 1970: log rows dated more than a day later are dropped. */
  readonly now: number;
  /** Maximum size of the pack, bytes. Default: none; the lengths of the tables are those of the settings. */
  readonly budget?: number;
  /** The sequence encoder to try. Default: none. */
  readonly encoder?: EncoderRequest;
  /** The ranker to try. Default: none. */
  readonly ranker?: RankerRequest;
  /** Small pictures to put into the pack. Default: none. */
  readonly pictures?: PictureRequest;
  /** Categories that profiles exclude, as in the feed's `product_type`, with those below them. Default: none. */
  readonly sensitive?: readonly string[];
  /** Whether to ignore what earlier builds kept, interrupted ones included. Default: no. */
  readonly fresh?: boolean;
  /** Whether rows of files that were read, and finished steps of an interrupted build, are kept for later builds. Default: yes. */
  readonly cache?: boolean;
  /** Default: the next number, and replaced packs stay as long as usual. */
  readonly publishing?: Publishing;
  /** The published pack that the new one must not be much worse or smaller than. Default: not checked. */
  readonly check?: CheckRequest;
}
