import { SOLD_OUT } from '../../../core/catalog/sold-out.js';
import { foldName } from '../columns/fold-name.js';

/** Google Merchant's words for the stock of an item. */
export type Availability = 'in_stock' | 'out_of_stock' | 'preorder' | 'backorder';

/** Words of feeds, by what they mean, in many languages. `docs/intake.md` lists them. */
export const AVAILABILITY_WORDS: Readonly<Record<Availability, string>> = {
  in_stock:
    'in stock, available, yes, true, y, t, active, enabled, instock, in store only, online only, in store, limited availability, limited, limited stock, low stock, made to order, on display to order, available for order, available now, ready to ship, on stock, stock, auf lager, lagernd, verfügbar, sofort verfügbar, lieferbar, sofort lieferbar, vorrätig, ja, en stock, disponible, oui, dispo, en existencia, en existencias, si, hay existencias, disponibile, in magazzino, sì, disponibilità immediata, op voorraad, voorradig, leverbaar, beschikbaar, em estoque, disponível, sim, em stock, w magazynie, dostępny, dostępne, na stanie, tak, skladem, na skladě, ano, dostupné, na sklade, áno, i lager, finns i lager, tillgänglig, på lager, tilgængelig, tilgjengelig, varastossa, saatavilla, kyllä, raktáron, elérhető, igen, stokta, var, mevcut, stokta var, evet, în stoc, in stoc, da, в наличии, есть, есть в наличии, да, в наявності, є в наявності, так, σε απόθεμα, διαθέσιμο, ναι, na zalogi, na zalihi, 在庫あり, 有, 在庫有り, あり, 재고 있음, 재고있음, 판매중, 有货, 有貨, 现货, 現貨, có, còn hàng',
  out_of_stock:
    'out of stock, sold out, unavailable, not available, no, false, n, f, none, discontinued, not in stock, no stock, temporarily out of stock, currently unavailable, disabled, inactive, ended, outofstock, oos, nicht auf lager, ausverkauft, vergriffen, nicht verfügbar, nicht lieferbar, nicht vorrätig, derzeit nicht verfügbar, nein, en rupture de stock, rupture de stock, rupture, épuisé, indisponible, non disponible, non, hors stock, agotado, sin stock, fuera de stock, no disponible, sin existencias, esaurito, non disponibile, non in magazzino, niet op voorraad, uitverkocht, niet beschikbaar, niet leverbaar, nee, esgotado, indisponível, fora de estoque, sem estoque, não, sem stock, brak w magazynie, niedostępny, brak, wyprzedany, wyprzedane, nie, brak towaru, není skladem, vyprodáno, nedostupné, ne, nie je na sklade, vypredané, ej i lager, slut i lager, slutsåld, slut, inte i lager, ikke på lager, udsolgt, utsolgt, nej, nei, ei varastossa, loppu, loppunut, loppuunmyyty, ei, nincs raktáron, elfogyott, nincs készleten, nem, stokta yok, tükendi, yok, stokta değil, hayır, stoc epuizat, epuizat, indisponibil, нет в наличии, нет, распродано, отсутствует, немає в наявності, немає, ні, μη διαθέσιμο, εξαντλημένο, όχι, ni na zalogi, 在庫なし, 無, 売り切れ, 売切れ, 品切れ, 完売, なし, 품절, 재고 없음, 재고없음, 缺货, 缺貨, 无货, 售罄, 無貨, không, hết hàng',
  preorder:
    'preorder, pre order, presale, pre sale, coming soon, vorbestellt, vorbestellbar, vorbestellung, précommande, pré commande, reserva, preventa, pedido por adelantado, preordine, prenotabile, pre order, pre-orderen, vooruitbestellen, pré venda, pré encomenda, przedsprzedaż, zamówienie przedpremierowe, předobjednávka, predobjednávka, förhandsbeställning, förbeställ, forudbestilling, forhåndsbestilling, ennakkotilaus, előrendelés, ön sipariş, precomanda, предзаказ, предварительный заказ, передзамовлення, 予約, 予約注文, 予約受付中, 예약주문, 예약, 预订, 預購, 预售',
  backorder:
    'backorder, back order, on backorder, onbackorder, backordered, available on backorder, available for backorder, special order, on order, nachbestellt, auf bestellung, bestellt, bestellbar, sur commande, en réapprovisionnement, sous réserve, pedido pendiente, bajo pedido, por encargo, su ordinazione, ordinabile, nabestelling, in backorder, sob encomenda, por encomenda, na zamówienie, na objednávku, na objednanie, restnoterad, beställningsvara, restordre, bestillingsvare, jälkitoimitus, tilaustuote, utánrendelhető, rendelhető, sipariş üzerine, ön siparişle, под заказ, на заказ, під замовлення, κατόπιν παραγγελίας, 取り寄せ, お取り寄せ, 入荷待ち, 입고예정, 缺货登记, 可订购',
};

const words = new Map<string, Availability>();
for (const [meaning, list] of Object.entries(AVAILABILITY_WORDS) as [Availability, string][])
  for (const word of list.split(', ')) if (!words.has(foldName(word))) words.set(foldName(word), meaning);

/** Phrases in which one of the words stands, the more telling first: `Only 3 left in stock`, `noch 2 auf Lager`. */
const PHRASES: readonly (readonly [RegExp, Availability])[] = [
  [
    /outofstock|soldout|notavailable|nichtauflager|ausverkauft|nichtverfugbar|rupture|epuise|agotado|esaurito|uitverkocht|nietopvoorraad|esgotado|vyprodano|slutsald|udsolgt|utsolgt|нетвналичии|在庫なし|売り切れ|품절/u,
    'out_of_stock',
  ],
  [/preorder|vorbestell|precommande/, 'preorder'],
  [/backorder/, 'backorder'],
  [/instock|leftinstock|auflager|lieferbar|enstock|opvoorraad|skladem|ilager|palager|вналичии|在庫あり/u, 'in_stock'],
];

/** A stock count: `5`, `> 10 pcs.`, `1 200+`; single blanks. */
const COUNT = /^([<>~≥≤])? ?(-?\d(?: ?[\d.,'])*) ?\+?(?: ?(?:pcs?|pieces?|items?|units?|stk|stück|ks|szt|st|шт)\.?)?$/iu;

/**
 * What an availability means: a word in any of the languages known, schema.org's address, a stock count, or a yes or no.
 *
 * @param text as in the feed, cleaned
 * @returns undefined where it is unknown
 */
export function readAvailability(text: string): Availability | undefined {
  const word = foldName(/^https?:\/\/(?:www\.)?schema\.org\//i.test(text) ? text.slice(text.lastIndexOf('/') + 1) : text);
  const known = words.get(word);
  if (known !== undefined) return known;
  if (SOLD_OUT.test(text)) return 'out_of_stock';
  const count = COUNT.exec(text.replace(/\s+/g, ' '));
  if (count !== null) return Number.parseFloat(count[2].replace(/[',\s]/g, '')) > 0 || count[1] === '>' ? 'in_stock' : 'out_of_stock';
  return PHRASES.find(([phrase]) => phrase.test(word))?.[1];
}
