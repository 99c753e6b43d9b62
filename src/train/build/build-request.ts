import type { ContentRequest } from '../content/load-content.js';
import type { DatabaseOptions } from '../input/open-duck-database.js';
import type { ColumnMap } from '../log/log-columns.js';
import type { TrainSettings } from '../models/train-settings.js';

/** Input and settings of a build. */
export interface BuildRequest {
  /** Path of the feed. */
  readonly catalog: string;
  readonly content: ContentRequest;
  /** Path of the event log. */
  readonly events: string;
  /** Folder of the pack. */
  readonly out: string;
  readonly mapped: ColumnMap;
  readonly settings: TrainSettings;
  readonly database: DatabaseOptions;
  /** Creation time in the manifest, ISO 8601. */
  readonly created: string;
  /** Current time, milliseconds since 1970: log rows dated more than a day later are dropped. */
  readonly now: number;
  /** Maximum size of the pack, bytes. Default: none; the lengths of the tables are those of the settings. */
  readonly budget?: number;
  /** Categories that profiles exclude, as in the feed's `product_type`, with those below them. Default: none. */
  readonly sensitive?: readonly string[];
  /** Whether to ignore what an interrupted build left. Default: no. */
  readonly fresh?: boolean;
}
