import type { CatalogItem } from 'onshelf';
import { levelsOf } from '../shop/shop-catalog.js';
import * as camping from './camping-drawings.js';
import * as climbing from './climbing-drawings.js';
import * as clothing from './clothing-drawings.js';
import * as cycling from './cycling-drawings.js';
import * as fishing from './fishing-drawings.js';
import * as hiking from './hiking-drawings.js';
import * as paddling from './paddling-drawings.js';
import { box, type Drawing, fill, line } from './shape.js';
import * as skiing from './skiing-drawings.js';

/** A parcel, for products without a drawing of their own. */
const parcel: Drawing = [
  fill('body', box(48, 56, 104, 78, 5)),
  fill('shade', 'M48 56L64 36H136L152 56Z'),
  fill('accent', box(90, 36, 20, 98, 0)),
  line('light', 3, 'M60 120H80'),
];

/** Patterns over the last category level and the title; the first match wins. */
const DRAWINGS: readonly (readonly [RegExp, Drawing])[] = [
  [/tents .*tunnel/, camping.tunnelTent],
  [/tents .*geodesic/, camping.geodesicTent],
  [/tents .*ridge/, camping.ridgeTent],
  [/^tents/, camping.domeTent],
  [/^sleeping bags/, camping.sleepingBag],
  [/^sleeping mats/, camping.rolledMat],
  [/^stoves/, camping.stove],
  [/^cookware/, camping.pot],
  [/headlamp/, camping.headlamp],
  [/^lamps/, camping.lantern],
  [/^camp furniture/, camping.campChair],
  [/^boots/, hiking.boot],
  [/^backpacks/, hiking.backpack],
  [/^trekking poles/, hiking.poles],
  [/^water filters/, hiking.waterFilter],
  [/^bottles/, hiking.bottle],
  [/^navigation/, hiking.compass],
  [/^shell jackets/, clothing.jacket],
  [/^insulation/, clothing.fleece],
  [/^trousers/, clothing.trousers],
  [/^gloves/, clothing.gloves],
  [/^hats .*(sun hat|cap)/, clothing.sunHat],
  [/^hats/, clothing.beanie],
  [/^climbing shoes/, climbing.climbingShoe],
  [/^harnesses/, climbing.harness],
  [/^ropes/, climbing.rope],
  [/^carabiners/, climbing.carabiner],
  [/^climbing helmets/, climbing.helmet],
  [/^bicycles/, cycling.bicycle],
  [/^bike helmets/, cycling.bikeHelmet],
  [/^bike bags/, cycling.pannier],
  [/^skis/, skiing.skis],
  [/^ski boots/, skiing.skiBoot],
  [/^goggles/, skiing.goggles],
  [/^rods/, fishing.rod],
  [/^reels/, fishing.reel],
  [/^lures/, fishing.lure],
  [/^kayaks/, paddling.kayak],
  [/^paddles/, paddling.paddle],
  [/^dry bags/, paddling.dryBag],
];

/** The drawing of a product's kind. */
export function findDrawing(item: CatalogItem): Drawing {
  const leaf = levelsOf(item).at(-1) ?? '';
  const words = `${leaf} ${item.title ?? ''}`.toLowerCase();
  return DRAWINGS.find(([pattern]) => pattern.test(words))?.[1] ?? parcel;
}
