import type { SheetTexts } from '../sheet/english-sheet.js';

/** The French texts of a privacy sheet. */
export const FRENCH_SHEET: SheetTexts = {
  title: 'Ce que les recommandations de cette boutique conservent de vous',
  kept: 'Ce qui est conservé',
  where: 'Où',
  howLong: 'Combien de temps',
  requests: 'Quelles requêtes sont faites',
  sent: 'Ce qui est envoyé',
  pack: 'Ce que révèle le fichier du catalogue',
  consent: 'Qui a décidé, et quand',
  rights: 'Comment revenir en arrière',
  keptStored:
    '{events} événements de vos visites sont enregistrés : articles que vous avez regardés, cherchés, mis au panier ou achetés, listes que vous avez vues, et ce que vous en avez dit.',
  keptMemory: '{events} événements de cette visite sont dans la mémoire de cette page. Ils ne sont pas enregistrés.',
  keptNothing: 'Rien de ce que vous faites n’est conservé.',
  keptUnread:
    'Quelque chose de visites antérieures est enregistré. Ce n’est pas lu maintenant : cette fiche ne sait donc pas combien d’événements cela fait.',
  paused: 'L’enregistrement est en pause : rien ne s’ajoute, et les listes sont celles d’un inconnu.',
  aside:
    'Ce que vous faites maintenant dans cet onglet est mis de côté : cela ne s’ajoute pas à ce qui est conservé, et disparaît quand vous y mettez fin ou fermez l’onglet.',
  asideEvents: 'Jusqu’ici, {events} événements sont mis de côté dans cet onglet.',
  learning: 'Les listes apprennent de ces événements, sur cet appareil.',
  sensitive: 'Aucun profil n’est fait de ce que vous faites dans ces catégories : {categories}.',
  incomplete: 'Ce qui est enregistré n’a pas pu être lu pour l’instant ; ceci n’est donc peut-être pas tout.',
  whereStored:
    'Les événements sont dans une base de données de ce navigateur, nommée {database}, que seules les pages de ce site peuvent ouvrir.',
  encrypted: 'Ils y sont chiffrés. La clé est à côté ; les pages de ce site peuvent l’utiliser, mais pas l’emporter.',
  notEncrypted: 'Ils n’y sont pas chiffrés, car ce navigateur ou cette page n’offre pas de chiffrement.',
  whereNotes:
    'À côté se trouvent des notes : où est la base et sa longueur, depuis quand et à quoi vous consentez, et si vous avez mis en pause.',
  whereMemory: 'Les événements de cette visite sont dans la mémoire de cette page, et nulle part ailleurs.',
  whereUnread:
    'Ce qui est enregistré de visites antérieures est dans une base de données de ce navigateur, nommée {database}, que seules les pages de ce site peuvent ouvrir.',
  whereAside: 'Ce qui est mis de côté est dans la mémoire de cette page.',
  whereAsideSealed:
    'Pour les pages suivantes de cet onglet, ses derniers événements sont aussi dans le stockage de session de l’onglet, chiffrés, sous le nom {note}.',
  whereAsideNoted:
    'Le stockage de session de l’onglet note, sous le nom {note}, que quelque chose est mis de côté, et aucun des événements.',
  whereNowhere: 'Il n’y a rien à conserver où que ce soit.',
  whereRefusal: 'Il y a une note dans ce navigateur, nommée {note} : que c’est refusé, et quand. Elle ne contient rien d’autre.',
  account: 'Ils appartiennent au compte connecté. De sa clé, une partie d’une empreinte salée est conservée.',
  retention:
    'Un événement est supprimé après {days} jours, certains types plus tôt et certains après {longest} ; les {maximum} derniers événements au plus sont conservés.',
  evicted: 'Le navigateur peut les supprimer plus tôt.',
  untilClosed: 'Ils disparaissent quand vous fermez ou quittez cette page.',
  untilLifted: 'La note du refus reste jusqu’à ce que vous acceptiez, ou supprimiez les données de ce site dans votre navigateur.',
  untilAnswered:
    'Ce qui est enregistré de visites antérieures est relu si l’accord est donné, et supprimé s’il est refusé. Le navigateur peut le supprimer plus tôt.',
  requestsMade:
    'Cette page a fait {number} requêtes pour les recommandations, vers {hosts} : pour des fichiers du programme et du catalogue.',
  requestsNone: 'Cette page n’a fait aucune requête pour les recommandations.',
  requestsUnseen: 'Toutes les requêtes ne sont pas visibles depuis la page.',
  sameForAll: 'Les fichiers demandés ne dépendent pas de ce que vous avez fait.',
  nothingSent:
    'Rien de ce que vous avez fait n’est envoyé à qui que ce soit par les recommandations. Les listes sont faites sur votre appareil.',
  sealed: 'La partie qui fait les listes s’exécute là où votre navigateur lui refuse toute connexion.',
  pageSees: 'La page de la boutique voit elle-même vos clics, avec ou sans elles.',
  pictures: 'Les images d’articles recommandés que la page charge peuvent apprendre à la boutique ce qui a été recommandé.',
  packOf:
    'Le fichier de catalogue numéro {number} est le même pour tous. Il contient {items} articles et des statistiques de nombreux clients, et ni nom, ni numéro, ni historique de personne.',
  packNone: 'Aucun fichier de catalogue n’est chargé.',
  agreed: 'Vous avez accepté le {date}.',
  agreedByPage: 'La page de cette boutique a dit le {date} que vous acceptez.',
  agreedUnnoted: 'Vous avez accepté ; la date n’est pas notée.',
  agreedGuest: 'L’accord a été donné dans cette page. Tant que personne n’est connecté, rien n’est pourtant enregistré.',
  banners: 'Cela a été dit par : {banners}.',
  policy: 'Il s’agit de la version {version} de la politique de confidentialité.',
  policyAt: 'Cette politique se trouve à {url}.',
  refused: 'Vous avez refusé le {date}.',
  refusedByPage: 'La page de cette boutique a dit le {date} que vous refusez.',
  refusedUnnoted: 'C’est refusé ; la date n’est pas notée.',
  undecided: 'Personne n’a encore décidé.',
  policyChanged:
    'Vous avez accepté une autre politique de confidentialité. Ce qui a été enregistré sous celle-ci n’est ni lu ni supprimé avant votre réponse.',
  signal:
    'Votre navigateur demande la confidentialité par Global Privacy Control ou Do Not Track. De toute façon, rien n’est vendu ni partagé.',
  signalHonoured:
    'Votre navigateur demande la confidentialité par Global Privacy Control ou Do Not Track. Vous seul pouvez donc accepter l’enregistrement, et non la page pour vous.',
  withdraw:
    'Vous pouvez revenir sur votre accord à tout moment, dans les réglages de consentement de cette boutique ou dans son panneau de ce qu’elle sait. Cela vaut aussitôt, dans toutes les pages ouvertes, et supprime tout ce qui est enregistré de vous.',
  othersStay:
    'Ce qui est enregistré d’autres personnes qui utilisent ce navigateur, avec un autre compte ou comme invité, reste alors. Cette boutique peut proposer de supprimer ce qui est enregistré de tous.',
  forget:
    'Vous pouvez aussi tout voir, tout emporter dans un fichier, ou supprimer des événements : les listes suivantes sont alors comme s’ils n’avaient jamais eu lieu.',
  unfinished: 'Quelque chose que vous avez supprimé n’est plus lu, mais n’est pas encore supprimé. La page suivante le termine.',
};
