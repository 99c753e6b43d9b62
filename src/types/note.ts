/** Kind of an error; stable, for programs. */
export type ErrorCode =
  | 'bad-argument'
  | 'bad-input'
  /** The device has no network. */
  | 'offline'
  /** A Content-Security-Policy forbids it. */
  | 'policy-refused'
  | 'pack-invalid'
  /** The signature of the pack has expired. */
  | 'pack-expired'
  /** A file is not the one of the signed manifest. */
  | 'pack-mixed'
  /** The pack is older than one that this device has used. */
  | 'pack-rollback'
  /** The signature of the pack is wrong, of another file, or by a key that is not pinned. */
  | 'pack-signature-invalid'
  | 'pack-unreachable'
  /** A key is pinned, and the pack has no signature. */
  | 'pack-unsigned'
  | 'storage-failed'
  /** A file is of another build and was not used. */
  | 'version-mismatch'
  | 'worker-failed'
  /** The worker did not start. The engine runs on the page's thread. */
  | 'worker-refused'
  /** A rule names what only the page knows. The shelf asks the page and calls again; pages never see this. */
  | 'context-needed'
  /** A backend is not available, or stopped working. */
  | 'scorer-failed'
  /** A backend computed wrong numbers. */
  | 'wrong-result'
  | 'cancelled'
  /** The shelf is closed. */
  | 'closed'
  /** A copy would be too many QR codes. */
  | 'copy-too-large'
  /** Some QR codes of a copy are missing. */
  | 'codes-missing'
  /** QR codes are of two copies. */
  | 'codes-mixed'
  /** A copy cannot be read with this passphrase. */
  | 'passphrase-wrong'
  /** The browser offers no encryption here: the page is not served by https. */
  | 'encryption-missing'
  /** The profile of an account cannot be opened; a guest's is open instead. */
  | 'profile-not-opened';

/** Code of a note or of a result's reason; stable, for programs. Its message is for people. */
export type NoteCode =
  | ErrorCode
  /** Consent is denied, so nothing may be kept. */
  | 'consent-denied'
  /** A consent banner never said the signal that has to be granted. */
  | 'consent-signal-missing'
  /** Nobody has told a consent: events stay in memory. */
  | 'consent-unknown'
  /** Consent banners could not be read, so nothing is stored. */
  | 'consent-unread'
  /** A rule names something that is not known here, such as the page's item: what compares with it is left out. */
  | 'context-unknown'
  /** What reads histories for the pack's sequence encoder, and why. */
  | 'encoder-chosen'
  /** The pack's sequence encoder is still being loaded; lists come from the other parts of its blend. */
  | 'encoder-loading'
  /** The pack's sequence encoder cannot be used; lists come from the other parts of its blend. */
  | 'encoder-off'
  /** Events reached the end of their retention and were removed. */
  | 'events-expired'
  /** Events that an earlier visit stored in another database were merged. */
  | 'events-gathered'
  /** Stored events are damaged or missing. */
  | 'events-lost'
  /** Items are listed because of popularity, content or their category alone: no shopper's choice speaks for them. */
  | 'filled-up'
  /** Too few items of the long tail fit a list for its exposure floor. */
  | 'floor-unmet'
  /** Ids that pages say are not those of the feed; they are matched by their address, their group, or without what platforms put around them. */
  | 'ids-matched'
  /** Items of the history are not in the pack, by their ids. */
  | 'ids-unknown'
  /** A pinned or promoted item is left out: the shopper hid it, it is sold out, or this kind of list excludes it. */
  | 'item-withheld'
  /** Lists do not use what was learned on the device, or not yet. */
  | 'learning-off'
  /** Lists use what was learned on the device: the replay of the shopper's own log shows a gain. */
  | 'learning-on'
  /** A refund is of an order, or an item, whose purchase the log does not have: it changes nothing. */
  | 'order-unknown'
  /** Recording is paused: nothing is recorded until it is resumed. */
  | 'paused'
  /** The pack has no locale for the page's language; titles and prices are the catalogue's own. */
  | 'locale-unknown'
  /** The locale of the page cannot be fetched or read; titles and prices are the catalogue's own. */
  | 'locale-unread'
  /** The script tag is in the page more than once; the first one counts. */
  | 'loaded-twice'
  /** A function of the page that was called failed. */
  | 'listener-failed'
  /** A list cannot be continued: it is too old, or events were forgotten since. */
  | 'list-gone'
  /** A parameter does not apply to this kind of list and is ignored. */
  | 'not-applicable'
  /** The list is that of a shopper of whom nothing is known, as the call asks. */
  | 'neutral'
  /** No event has been heard that tells of an item. */
  | 'nothing-heard'
  /** There is no page, as on a server: nothing is recorded, and lists are the fallback. */
  | 'no-page'
  /** The engine is not sealed, though the page asks for it: it runs without, or does not run. */
  | 'not-sealed'
  /** Entries of a source on the page have a form that is not known. */
  | 'not-readable'
  /** The shopper's history has nothing to make this list from. */
  | 'nothing-known'
  /** A script of the page has replaced built-in objects of the browser, so the script tag does nothing. */
  | 'page-incompatible'
  /** The page is marked as a checkout, or as one on which nothing may be done: nothing is recorded, stored or requested. */
  | 'page-off'
  /** The browser restored the page from its back/forward cache: lists on it may be out of date. */
  | 'page-restored'
  /** Another shopper, or a guest, is at the device: lists on the page are of the one before. */
  | 'profile-changed'
  /** The pack stored on an earlier visit is in use. */
  | 'pack-from-store'
  /** The pack lacks a column, or the model of baskets, that the list needs. */
  | 'pack-lacks'
  /** The pack is still being fetched; the list is of the items that its first file has. */
  | 'pack-loading'
  /** The pack could not be stored for the next visit. */
  | 'pack-not-kept'
  /** The pack, or a newer one, is slow; it is still being fetched. */
  | 'pack-slow'
  /** What is stored was consented to under another version of the privacy policy: it is not read until the shopper answers. */
  | 'policy-changed'
  /** The browser sends Global Privacy Control or Do Not Track. */
  | 'privacy-control'
  /** The ranker is not used for this list. */
  | 'ranker-off'
  /** The pack has a ranker that this version cannot read. */
  | 'ranker-unread'
  /** The page's `granted` does not override the shopper's own refusal. */
  | 'refused-by-shopper'
  /** Some requests of the library cannot be seen from the page. */
  | 'requests-unseen'
  /** The shop's `scenarios.json` of an earlier visit is in use. */
  | 'scenarios-from-store'
  /** The shop's `scenarios.json` cannot be read, so no placement applies. */
  | 'scenarios-invalid'
  /** The shop's `scenarios.json` cannot be fetched, or not yet, so no placement applies. */
  | 'scenarios-unreachable'
  /** A backend was chosen, with its measurement. */
  | 'scorer-chosen'
  /** A backend is not used. */
  | 'scorer-refused'
  /** The amounts of an objective are in several currencies, and are compared within each alone. */
  | 'several-currencies'
  /** Titles and addresses of some items are still being fetched. */
  | 'texts-loading'
  /** A slot has fewer places than asked for: nothing else that it may show is left. */
  | 'slot-unfilled'
  /** Something on the page tells what happens, and is not read. */
  | 'source-unread'
  /** Only the most important part was used. */
  | 'shortened'
  /** A list in the request is too long. Its first part is used. */
  | 'too-many'
  /** Withdrawn data is not read any more, but not deleted yet. The next page deletes it. */
  | 'unfinished'
  /** Some candidates of a list have no value for its objective, and keep their score. */
  | 'values-missing'
  /** A hook's `resolve` gives no record of an item, so the item is left out. */
  | 'unresolved-item'
  /** A parameter of a hook changes with every render and keeps the value it has. */
  | 'unsteady-request'
  /** An item of the request is not in the pack. */
  | 'unknown-item'
  /** An option, attribute, event or parameter, or its value, is unknown and is ignored. */
  | 'unknown-name'
  /** The shopper asked for more or less of a taste, and nothing they did speaks for an item of it: that has no effect yet. */
  | 'wish-idle'
  /** What is done in this tab is set aside: it does not join the profile, and lists are made of it. */
  | 'set-aside';

/** Something that did not go as planned, or a decision. */
export interface Note {
  readonly code: NoteCode;
  /** One or two sentences: what happened, to which thing, and what to do. */
  readonly message: string;
}
