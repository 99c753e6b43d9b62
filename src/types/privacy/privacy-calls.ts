import type { Leak, LeakRequest } from './leak.js';
import type { Pictures, PicturesRequest } from './pictures.js';
import type { PrivacySheet, SheetRequest } from './privacy-sheet.js';
import type { RequestReceipt } from './request-receipt.js';

/** What the shopper, or whoever looks after them, can check. */
export interface PrivacyCalls {
  /** Lists every request that the library made in this page, to be compared with the browser's own network log. */
  receipt(): Promise<RequestReceipt>;
  /** What is kept, where, how long, what is requested and sent, who consented and how to withdraw, in sentences: as the shelf is now. */
  describe(request?: SheetRequest): Promise<PrivacySheet>;
  /** Estimates what the pictures of the latest lists tell the server that they are fetched from. */
  leak(request?: LeakRequest): Promise<Leak>;
  /** Fetches small pictures of the pack, by the page alone: lists that show these tell nothing of the shopper. */
  pictures(request?: PicturesRequest): Promise<Pictures>;
}
