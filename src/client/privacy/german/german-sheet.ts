import type { SheetTexts } from '../sheet/english-sheet.js';

/** The German texts of a privacy sheet. */
export const GERMAN_SHEET: SheetTexts = {
  title: 'Was die Empfehlungen dieses Shops über Sie speichern',
  kept: 'Was gespeichert ist',
  where: 'Wo',
  howLong: 'Wie lange',
  requests: 'Welche Anfragen gestellt werden',
  sent: 'Was gesendet wird',
  pack: 'Was die Katalogdatei verrät',
  consent: 'Wer entschieden hat, und wann',
  rights: 'Wie Sie es zurücknehmen',
  keptStored:
    '{events} Ereignisse Ihrer Besuche sind gespeichert: Artikel, die Sie angesehen, gesucht, in den Warenkorb gelegt oder gekauft haben, Listen, die Sie gesehen haben, und was Sie dazu gesagt haben.',
  keptMemory: '{events} Ereignisse dieses Besuchs sind im Arbeitsspeicher dieser Seite. Sie werden nicht gespeichert.',
  keptNothing: 'Nichts von dem, was Sie tun, wird festgehalten.',
  keptUnread:
    'Von früheren Besuchen ist etwas gespeichert. Es wird jetzt nicht gelesen; wie viele Ereignisse das sind, weiß diese Übersicht daher nicht.',
  paused: 'Die Aufzeichnung ist angehalten: Nichts kommt hinzu, und Listen sind die eines Unbekannten.',
  aside:
    'Was Sie in diesem Tab jetzt tun, bleibt beiseite: Es kommt nicht zu dem, was gespeichert ist, und ist weg, wenn Sie das beenden oder den Tab schließen.',
  asideEvents: 'Bisher sind in diesem Tab {events} Ereignisse beiseitegelegt.',
  learning: 'Listen lernen aus diesen Ereignissen, auf diesem Gerät.',
  sensitive: 'Aus dem, was Sie in diesen Kategorien tun, wird kein Profil gemacht: {categories}.',
  incomplete: 'Was gespeichert ist, konnte jetzt nicht gelesen werden; das hier ist also vielleicht nicht alles.',
  whereStored: 'Die Ereignisse sind in einer Datenbank dieses Browsers namens {database}, die nur Seiten dieser Website öffnen können.',
  encrypted: 'Sie sind dort verschlüsselt. Der Schlüssel liegt daneben; Seiten dieser Website können ihn benutzen, aber nicht mitnehmen.',
  notEncrypted: 'Sie sind dort nicht verschlüsselt, da dieser Browser oder diese Seite keine Verschlüsselung bietet.',
  whereNotes: 'Daneben gibt es Notizen: wo die Datenbank ist und wie lang, seit wann und wozu Sie zustimmen, und ob Sie pausiert haben.',
  whereMemory: 'Die Ereignisse dieses Besuchs sind im Arbeitsspeicher dieser Seite und sonst nirgends.',
  whereUnread:
    'Was von früheren Besuchen gespeichert ist, ist in einer Datenbank dieses Browsers namens {database}, die nur Seiten dieser Website öffnen können.',
  whereAside: 'Was beiseitegelegt ist, ist im Arbeitsspeicher dieser Seite.',
  whereAsideSealed:
    'Für die nächsten Seiten dieses Tabs sind die neuesten Ereignisse davon auch im Sitzungsspeicher des Tabs, verschlüsselt, unter dem Namen {note}.',
  whereAsideNoted:
    'Der Sitzungsspeicher des Tabs vermerkt unter dem Namen {note}, dass etwas beiseitegelegt ist, und keines der Ereignisse.',
  whereNowhere: 'Es gibt nichts, was irgendwo aufbewahrt würde.',
  whereRefusal: 'In diesem Browser gibt es eine Notiz namens {note}: dass abgelehnt ist, und wann. Sonst steht nichts darin.',
  account: 'Sie gehören zu dem Konto, das angemeldet ist. Von dessen Schlüssel ist ein Teil eines gesalzenen Hashwerts gespeichert.',
  retention:
    'Ein Ereignis wird nach {days} Tagen gelöscht, manche Arten früher und manche nach {longest}; insgesamt bleiben die neuesten {maximum} Ereignisse.',
  evicted: 'Der Browser kann sie früher löschen.',
  untilClosed: 'Sie verschwinden, wenn Sie diese Seite schließen oder verlassen.',
  untilLifted: 'Die Notiz der Ablehnung bleibt, bis Sie zustimmen oder die Daten dieser Website in Ihrem Browser löschen.',
  untilAnswered:
    'Was von früheren Besuchen gespeichert ist, wird wieder gelesen, wenn zugestimmt wird, und gelöscht, wenn abgelehnt wird. Der Browser kann es früher löschen.',
  requestsMade: 'Diese Seite hat für die Empfehlungen {number} Anfragen gestellt, an {hosts}: nach Dateien des Programms und des Katalogs.',
  requestsNone: 'Diese Seite hat für die Empfehlungen keine Anfrage gestellt.',
  requestsUnseen: 'Nicht alle Anfragen sind von der Seite aus zu sehen.',
  sameForAll: 'Welche Dateien angefragt werden, hängt nicht davon ab, was Sie getan haben.',
  nothingSent: 'Nichts von dem, was Sie getan haben, wird von den Empfehlungen an irgendwen gesendet. Listen entstehen auf Ihrem Gerät.',
  sealed: 'Der Teil, der die Listen macht, läuft dort, wo ihm Ihr Browser jede Verbindung verweigert.',
  pageSees: 'Die Seite des Shops selbst sieht, was Sie anklicken, mit oder ohne Empfehlungen.',
  pictures: 'Bilder empfohlener Artikel, die die Seite lädt, können dem Shop verraten, was empfohlen wurde.',
  packOf:
    'Die Katalogdatei Nummer {number} ist für alle gleich. Sie enthält {items} Artikel und Statistiken vieler Kunden, und von niemandem Namen, Nummer oder Verlauf.',
  packNone: 'Es ist keine Katalogdatei geladen.',
  agreed: 'Sie haben am {date} zugestimmt.',
  agreedByPage: 'Die Seite dieses Shops hat am {date} gesagt, dass Sie zustimmen.',
  agreedUnnoted: 'Sie haben zugestimmt; wann, ist nicht vermerkt.',
  agreedGuest: 'Auf dieser Seite wurde zugestimmt. Solange niemand angemeldet ist, wird trotzdem nichts gespeichert.',
  banners: 'Gesagt hat es: {banners}.',
  policy: 'Es geht um Fassung {version} der Datenschutzerklärung.',
  policyAt: 'Diese Erklärung steht unter {url}.',
  refused: 'Sie haben am {date} abgelehnt.',
  refusedByPage: 'Die Seite dieses Shops hat am {date} gesagt, dass Sie ablehnen.',
  refusedUnnoted: 'Es ist abgelehnt; wann, ist nicht vermerkt.',
  undecided: 'Noch hat niemand entschieden.',
  policyChanged:
    'Sie haben einer anderen Datenschutzerklärung zugestimmt. Was unter ihr gespeichert wurde, wird weder gelesen noch gelöscht, bis Sie antworten.',
  signal:
    'Ihr Browser bittet mit Global Privacy Control oder Do Not Track um Datenschutz. Verkauft oder weitergegeben wird ohnehin nichts.',
  signalHonoured:
    'Ihr Browser bittet mit Global Privacy Control oder Do Not Track um Datenschutz. Daher können nur Sie dem Speichern zustimmen, und nicht die Seite für Sie.',
  withdraw:
    'Sie können jederzeit widerrufen, in den Einwilligungen dieses Shops oder in seiner Übersicht dessen, was er weiß. Das gilt sofort, in allen offenen Seiten, und löscht alles, was von Ihnen gespeichert ist.',
  othersStay:
    'Was von anderen gespeichert ist, die diesen Browser mit einem anderen Konto oder als Gast benutzen, bleibt dann. Dieser Shop kann anbieten, zu löschen, was von allen gespeichert ist.',
  forget:
    'Sie können auch alles ansehen, als Datei mitnehmen oder einzelne Ereignisse löschen: Spätere Listen sind dann, als hätte es sie nie gegeben.',
  unfinished: 'Etwas, das Sie gelöscht haben, wird nicht mehr gelesen, ist aber noch nicht gelöscht. Die nächste Seite schließt das ab.',
};
