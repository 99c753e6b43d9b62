/**
 * Activities and their categories. `share`: relative number of shoppers with it as their first activity; the number of a category: its
 * relative frequency. A shopper moves on among the categories of one activity.
 *
 * @type {readonly { name: string, share: number, categories: Readonly<Record<string, number>> }[]}
 */
export const ACTIVITIES = [
  { name: 'camping', share: 24, categories: { tent: 9, bag: 8, mat: 7, stove: 6, pot: 4, lamp: 4, chair: 3, filter: 1 } },
  {
    name: 'trekking',
    share: 22,
    categories: { boot: 8, backpack: 8, pole: 4, filter: 4, bottle: 3, compass: 3, jacket: 3, trousers: 3, tent: 1, lamp: 1 },
  },
  { name: 'climbing', share: 14, categories: { climbshoe: 8, harness: 5, rope: 6, carabiner: 6, helmet: 4, backpack: 1 } },
  { name: 'cycling', share: 15, categories: { bike: 8, bikehelmet: 6, pannier: 6, lamp: 2, bottle: 1, gloves: 1 } },
  { name: 'skiing', share: 12, categories: { ski: 8, skiboot: 6, goggles: 5, gloves: 4, fleece: 2, jacket: 2, hat: 2 } },
  { name: 'fishing', share: 9, categories: { rod: 8, reel: 7, lure: 7, chair: 1, hat: 1, jacket: 1 } },
  { name: 'paddling', share: 8, categories: { kayak: 7, paddle: 6, drybag: 6, bottle: 1, tent: 1, stove: 1 } },
  { name: 'town', share: 12, categories: { jacket: 7, fleece: 7, trousers: 5, hat: 4, gloves: 3, boot: 2, backpack: 2 } },
];
