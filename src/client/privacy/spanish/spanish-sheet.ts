import type { SheetTexts } from '../sheet/english-sheet.js';

/** The Spanish texts of a privacy sheet. */
export const SPANISH_SHEET: SheetTexts = {
  title: 'Lo que las recomendaciones de esta tienda guardan sobre usted',
  kept: 'Qué se guarda',
  where: 'Dónde',
  howLong: 'Cuánto tiempo',
  requests: 'Qué peticiones se hacen',
  sent: 'Qué se envía',
  pack: 'Qué revela el archivo del catálogo',
  consent: 'Quién decidió, y cuándo',
  rights: 'Cómo retirarlo',
  keptStored:
    'Se guardan {events} eventos de sus visitas: artículos que miró, buscó, puso en la cesta o compró, listas que vio y lo que dijo de ellas.',
  keptMemory: '{events} eventos de esta visita están en la memoria de esta página. No se guardan.',
  keptNothing: 'No se guarda nada de lo que hace.',
  keptUnread: 'Hay algo guardado de visitas anteriores. Ahora no se lee, así que esta hoja no sabe cuántos eventos son.',
  paused: 'El registro está en pausa: no se añade nada, y las listas son las de un desconocido.',
  aside:
    'Lo que hace ahora en esta pestaña queda aparte: no se suma a lo guardado, y desaparece cuando usted lo termina o cierra la pestaña.',
  asideEvents: 'Hasta ahora hay {events} eventos aparte en esta pestaña.',
  learning: 'Las listas aprenden de estos eventos, en este dispositivo.',
  sensitive: 'No se hace ningún perfil de lo que hace en estas categorías: {categories}.',
  incomplete: 'Lo guardado no se pudo leer ahora, así que esto quizá no sea todo.',
  whereStored:
    'Los eventos están en una base de datos de este navegador, llamada {database}, que solo las páginas de este sitio pueden abrir.',
  encrypted: 'Allí están cifrados. La clave está al lado; las páginas de este sitio pueden usarla, pero no llevársela.',
  notEncrypted: 'Allí no están cifrados, porque este navegador o esta página no ofrece cifrado.',
  whereNotes: 'Al lado hay notas: dónde está la base de datos y su longitud, desde cuándo y a qué consiente, y si hizo una pausa.',
  whereMemory: 'Los eventos de esta visita están en la memoria de esta página, y en ningún otro lugar.',
  whereUnread:
    'Lo guardado de visitas anteriores está en una base de datos de este navegador, llamada {database}, que solo las páginas de este sitio pueden abrir.',
  whereAside: 'Lo que queda aparte está en la memoria de esta página.',
  whereAsideSealed:
    'Para las páginas siguientes de esta pestaña, sus últimos eventos están también en el almacenamiento de sesión de la pestaña, cifrados, con el nombre {note}.',
  whereAsideNoted: 'El almacenamiento de sesión de la pestaña anota, con el nombre {note}, que hay algo aparte, y ninguno de los eventos.',
  whereNowhere: 'No hay nada que guardar en ningún lugar.',
  whereRefusal: 'En este navegador hay una nota llamada {note}: que está rechazado, y cuándo. No contiene nada más.',
  account: 'Pertenecen a la cuenta que ha iniciado sesión. De su clave se guarda una parte de un resumen con sal.',
  retention:
    'Un evento se borra a los {days} días, algunas clases antes y algunas a los {longest}; de todos los eventos se guardan los últimos {maximum}.',
  evicted: 'El navegador puede borrarlos antes.',
  untilClosed: 'Desaparecen cuando cierra o deja esta página.',
  untilLifted: 'La nota del rechazo se queda hasta que acepte, o borre los datos de este sitio en su navegador.',
  untilAnswered:
    'Lo guardado de visitas anteriores se vuelve a leer si se acepta, y se borra si se rechaza. El navegador puede borrarlo antes.',
  requestsMade: 'Esta página hizo {number} peticiones para las recomendaciones, a {hosts}: de archivos del programa y del catálogo.',
  requestsNone: 'Esta página no hizo ninguna petición para las recomendaciones.',
  requestsUnseen: 'No todas las peticiones se pueden ver desde la página.',
  sameForAll: 'Qué archivos se piden no depende de lo que usted hizo.',
  nothingSent: 'Las recomendaciones no envían a nadie nada de lo que hizo. Las listas se hacen en su dispositivo.',
  sealed: 'La parte que hace las listas funciona donde su navegador le niega toda conexión.',
  pageSees: 'La propia página de la tienda ve dónde hace clic, con ellas o sin ellas.',
  pictures: 'Las imágenes de artículos recomendados que carga la página pueden decir a la tienda qué se recomendó.',
  packOf:
    'El archivo de catálogo número {number} es el mismo para todos. Tiene {items} artículos y estadísticas de muchos clientes, y de nadie el nombre, el número o el historial.',
  packNone: 'No hay ningún archivo de catálogo cargado.',
  agreed: 'Usted aceptó el {date}.',
  agreedByPage: 'La página de esta tienda dijo el {date} que usted acepta.',
  agreedUnnoted: 'Usted aceptó; no consta cuándo.',
  agreedGuest: 'En esta página se ha aceptado. Mientras nadie haya iniciado sesión, aun así no se guarda nada.',
  banners: 'Lo dijo: {banners}.',
  policy: 'Se trata de la versión {version} de la política de privacidad.',
  policyAt: 'Esa política está en {url}.',
  refused: 'Usted rechazó el {date}.',
  refusedByPage: 'La página de esta tienda dijo el {date} que usted rechaza.',
  refusedUnnoted: 'Está rechazado; no consta cuándo.',
  undecided: 'Nadie ha decidido todavía.',
  policyChanged: 'Usted aceptó otra política de privacidad. Lo que se guardó con ella no se lee ni se borra hasta que responda.',
  signal: 'Su navegador pide privacidad con Global Privacy Control o Do Not Track. De todos modos, no se vende ni se comparte nada.',
  signalHonoured:
    'Su navegador pide privacidad con Global Privacy Control o Do Not Track. Por eso solo usted puede aceptar que se guarde, y no la página por usted.',
  withdraw:
    'Puede retirarlo en cualquier momento, en los ajustes de consentimiento de esta tienda o en su panel de lo que sabe. Vale al instante, en todas las páginas abiertas, y borra todo lo guardado de usted.',
  othersStay:
    'Lo guardado de otras personas que usan este navegador, con otra cuenta o como invitado, se queda entonces. Esta tienda puede ofrecer borrar lo guardado de todos.',
  forget:
    'También puede verlo todo, llevárselo en un archivo o borrar eventos sueltos: las listas posteriores son entonces como si nunca hubieran ocurrido.',
  unfinished: 'Algo que usted borró ya no se lee, pero todavía no está borrado. La próxima página lo termina.',
};
