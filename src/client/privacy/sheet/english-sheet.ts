/**
 * The English texts of a privacy sheet; those of other languages have the same names and the same places for values. Each sentence is true under the
 * condition that `sheet-sections` sets, and not said otherwise.
 */
export const ENGLISH_SHEET = {
  title: 'What this shop’s recommendations keep about you',
  kept: 'What is kept',
  where: 'Where',
  howLong: 'How long',
  requests: 'Which requests are made',
  sent: 'What is sent',
  pack: 'What the catalogue file reveals',
  consent: 'Who decided, and when',
  rights: 'How to take it back',
  keptStored:
    '{events} events of your visits are stored: items that you looked at, searched for, put into the cart or bought, lists that you saw, and what you said of them.',
  keptMemory: '{events} events of this visit are in the memory of this page. They are not stored.',
  keptNothing: 'Nothing of what you do is kept.',
  keptUnread: 'Something of earlier visits is stored. It is not read now, so this sheet does not know how many events that are.',
  paused: 'Recording is paused: nothing is added, and lists are those of somebody unknown.',
  aside: 'What you do in this tab now is set aside: it does not join what is kept, and is gone when you end that or close the tab.',
  asideEvents: '{events} events are set aside in this tab so far.',
  learning: 'Lists learn from these events, on this device.',
  sensitive: 'No profile is made of what you do in these categories: {categories}.',
  incomplete: 'What is stored could not be read now, so this may not be all.',
  whereStored: 'The events are in a database of this browser, named {database}, which only pages of this site can open.',
  encrypted: 'They are encrypted there. The key is beside them, and pages of this site can use it, but not take it away.',
  notEncrypted: 'They are not encrypted there, since this browser or this page offers no encryption.',
  whereNotes: 'Beside them are notes: where the database is and how long, since when you agree and to what, and whether you paused.',
  whereMemory: 'The events of this visit are in the memory of this page, and nowhere else.',
  whereUnread:
    'What is stored of earlier visits is in a database of this browser, named {database}, which only pages of this site can open.',
  whereAside: 'What is set aside is in the memory of this page.',
  whereAsideSealed:
    'For the next pages of this tab, its latest events are also in the session storage of the tab, encrypted, under the name {note}.',
  whereAsideNoted: 'The session storage of the tab notes, under the name {note}, that something is set aside, and none of the events.',
  whereNowhere: 'There is nothing to be kept anywhere.',
  whereRefusal: 'There is a note in this browser, named {note}: that it is refused, and when. Nothing else is in it.',
  account: 'They belong to the account that is logged in. Of its key, a part of a salted digest is kept.',
  retention:
    'An event is deleted after {days} days, some kinds sooner and some after {longest}; of all events the latest {maximum} are kept.',
  evicted: 'The browser may delete them earlier.',
  untilClosed: 'They go when you close or leave this page.',
  untilLifted: 'The note of the refusal stays until you agree, or delete the data of this site in your browser.',
  untilAnswered:
    'What is stored of earlier visits is read again if consent is given, and deleted if it is refused. The browser may delete it earlier.',
  requestsMade: 'This page made {number} requests for the recommendations, to {hosts}: for files of the program and of the catalogue.',
  requestsNone: 'This page made no request for the recommendations.',
  requestsUnseen: 'Not all requests can be seen from within the page.',
  sameForAll: 'Which files they ask for does not depend on what you did.',
  nothingSent: 'Nothing of what you did is sent to anybody by the recommendations. Lists are made on your device.',
  sealed: 'The part that makes the lists runs where your browser refuses it every connection.',
  pageSees: 'The shop’s own page sees what you click, with or without them.',
  pictures: 'Pictures of recommended items that the page loads may tell the shop what was recommended.',
  packOf:
    'Catalogue file number {number} is the same for everybody. It has {items} items and statistics of many shoppers, and no name, no number and no history of anybody.',
  packNone: 'No catalogue file is loaded.',
  agreed: 'You agreed on {date}.',
  agreedByPage: 'This shop’s page said on {date} that you agree.',
  agreedUnnoted: 'You agreed; when is not noted.',
  agreedGuest: 'Consent was given in this page. As long as nobody is logged in, nothing is stored all the same.',
  banners: 'It was told by: {banners}.',
  policy: 'It is about version {version} of the privacy policy.',
  policyAt: 'That policy is at {url}.',
  refused: 'You refused on {date}.',
  refusedByPage: 'This shop’s page said on {date} that you refuse.',
  refusedUnnoted: 'It is refused; when is not noted.',
  undecided: 'Nobody has decided yet.',
  policyChanged: 'You agreed to another privacy policy. What was stored under it is neither read nor deleted until you answer.',
  signal: 'Your browser asks for privacy by Global Privacy Control or Do Not Track. Nothing is sold or shared in any case.',
  signalHonoured:
    'Your browser asks for privacy by Global Privacy Control or Do Not Track. So only you can agree to storing, and not the page for you.',
  withdraw:
    'You can withdraw at any time, in this shop’s settings of consent or its panel of what it knows. It takes effect at once, in all open pages, and deletes all that is stored of you.',
  othersStay:
    'What is stored of others who use this browser, with another account or as a guest, stays then. This shop can offer to delete what is stored of all.',
  forget:
    'You can also see all of it, take it with you as a file, or delete single events: later lists are then as if they had never happened.',
  unfinished: 'Something that you deleted is not read any more, but not deleted yet. The next page finishes it.',
} as const;

/** The texts of a privacy sheet in some language. */
export type SheetTexts = Readonly<Record<keyof typeof ENGLISH_SHEET, string>>;
