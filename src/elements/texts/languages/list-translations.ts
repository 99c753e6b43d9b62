import type { Translations } from '../element-texts.js';
import type { ListTextName } from '../list-texts.js';

/** The texts of a list in other languages than English. */
export const LIST_TRANSLATIONS: Translations<ListTextName> = {
  de: {
    dismiss: 'Kein Interesse',
    dismissed: '{item} wird nicht mehr gezeigt.',
    removed: '{item} ist von dieser Seite weg; gemerkt wird nichts.',
    'reason-event': 'Wegen {item}',
    'reason-history': 'Weil es zu dem passt, was Sie angesehen haben',
    'reason-similar': 'Passt dazu',
    'reason-popular': 'Bei vielen beliebt',
    'reason-recent': 'Vor Kurzem angesehen',
    'reason-new': 'Neu im Shop',
    'reason-due': 'Vielleicht bald wieder nötig',
  },
  es: {
    dismiss: 'No me interesa',
    dismissed: '{item} no se mostrará más.',
    removed: '{item} ya no está en esta página; no se recuerda nada.',
    'reason-event': 'Por {item}',
    'reason-history': 'Por lo que ha visto',
    'reason-similar': 'Combina con esto',
    'reason-popular': 'Gusta a muchos clientes',
    'reason-recent': 'Visto hace poco',
    'reason-new': 'Novedad en la tienda',
    'reason-due': 'Quizá lo necesite de nuevo',
  },
  fr: {
    dismiss: 'Pas intéressé',
    dismissed: '{item} ne sera plus affiché.',
    removed: '{item} n’est plus sur cette page ; rien n’est mémorisé.',
    'reason-event': 'En lien avec {item}',
    'reason-history': 'D’après ce que vous avez consulté',
    'reason-similar': 'Va bien avec',
    'reason-popular': 'Apprécié par beaucoup de clients',
    'reason-recent': 'Consulté récemment',
    'reason-new': 'Nouveau dans la boutique',
    'reason-due': 'Bientôt à renouveler ?',
  },
  zh: {
    dismiss: '不感兴趣',
    dismissed: '“{item}”不再显示。',
    removed: '“{item}”已从本页移除；不会保存任何内容。',
    'reason-event': '因为“{item}”',
    'reason-history': '根据您的浏览记录',
    'reason-similar': '与此搭配',
    'reason-popular': '很多顾客喜欢',
    'reason-recent': '您最近看过',
    'reason-new': '新品上架',
    'reason-due': '可能需要再次购买',
  },
};
