/**
 * @typedef {object} Category
 * @property {string} slug start of its ids: `tent` gives `tent-014`
 * @property {string} department second level of `product_type`
 * @property {string} leaf third level of `product_type`
 * @property {number} count products, about
 * @property {readonly [number, number]} price euros: of the plainest and of the dearest
 * @property {string} pattern of the title, with {model}, {kind} and {variant}
 * @property {readonly string[]} kinds
 * @property {readonly string[]} variants of one model; they share an `item_group_id`
 * @property {string} praise a sentence for the description
 */

/**
 * @param {string} names `slug | department | leaf`
 * @param {number} count
 * @param {readonly [number, number]} price
 * @param {string} pattern
 * @param {string} kinds separated by `/`
 * @param {string} variants separated by `/`
 * @param {string} praise
 * @returns {Category}
 */
function category(names, count, price, pattern, kinds, variants, praise) {
  const [slug, department, leaf] = names.split(' | ');
  return { slug, department, leaf, count, price, pattern, kinds: kinds.split('/'), variants: variants.split('/'), praise };
}

const KIND_FIRST = '{model} {kind}, {variant}';
const KIND_LAST = '{model} {variant} {kind}';
const CUTS = 'women’s/men’s';

/** The shop's categories. @type {readonly Category[]} */
export const CATEGORIES = [
  category(
    'tent | Camping | Tents',
    46,
    [95, 690],
    KIND_LAST,
    'tunnel tent/dome tent/geodesic tent/ridge tent',
    '1-person/2-person/3-person/4-person',
    'Stays taut in gusts and packs away wet without complaint.',
  ),
  category(
    'bag | Camping | Sleeping bags',
    40,
    [60, 520],
    KIND_LAST,
    'down sleeping bag/synthetic sleeping bag/quilt',
    '+8 °C/0 °C/−6 °C/−14 °C',
    'A draught collar and a zip that does not catch.',
  ),
  category(
    'mat | Camping | Sleeping mats',
    34,
    [25, 230],
    KIND_FIRST,
    'air mat/foam mat/self-inflating mat',
    'regular/long/wide',
    'Warm from below, quiet when you turn over.',
  ),
  category(
    'stove | Camping | Stoves',
    34,
    [28, 240],
    KIND_LAST,
    'gas stove/spirit stove/wood stove',
    'solo/duo/four-burner',
    'Boils a litre before the coffee is ground.',
  ),
  category(
    'pot | Camping | Cookware',
    32,
    [14, 130],
    KIND_FIRST,
    'pot/pan/cook set/kettle',
    '0.8 l/1.3 l/2 l',
    'Nests small, pours clean, takes a knock.',
  ),
  category(
    'lamp | Camping | Lamps',
    36,
    [15, 140],
    KIND_LAST,
    'headlamp/lantern/tent lamp',
    '150 lm/300 lm/600 lm',
    'One button, a red light, and no guessing at the charge.',
  ),
  category(
    'chair | Camping | Camp furniture',
    26,
    [22, 190],
    KIND_FIRST,
    'camp chair/folding table/stool/hammock',
    'low/high',
    'Folds to the length of a forearm.',
  ),
  category(
    'boot | Hiking | Boots',
    46,
    [70, 340],
    KIND_FIRST,
    'leather boot/trekking boot/approach shoe',
    CUTS,
    'Broken in within a weekend, resoled within a week.',
  ),
  category(
    'backpack | Hiking | Backpacks',
    44,
    [45, 360],
    KIND_LAST,
    'trekking pack/day pack/alpine pack',
    '18 l/28 l/45 l/65 l',
    'Carries close to the back and hides nothing from its owner.',
  ),
  category(
    'pole | Hiking | Trekking poles',
    24,
    [25, 190],
    KIND_FIRST,
    'folding poles/telescopic poles',
    'aluminium/carbon',
    'Locks that hold, tips that can be replaced.',
  ),
  category(
    'filter | Hiking | Water filters',
    28,
    [22, 280],
    KIND_FIRST,
    'squeeze filter/pump filter/gravity filter',
    'solo/group',
    'Clear water from a brown stream, back-flushed by hand.',
  ),
  category(
    'bottle | Hiking | Bottles',
    28,
    [9, 58],
    KIND_LAST,
    'steel bottle/thermos/soft flask',
    '0.5 l/0.75 l/1 l',
    'Keeps what it is given, hot or cold.',
  ),
  category(
    'compass | Hiking | Navigation',
    22,
    [14, 420],
    KIND_FIRST,
    'compass/altimeter/GPS handset',
    'north/global',
    'Points the way without a signal.',
  ),
  category(
    'jacket | Clothing | Shell jackets',
    46,
    [80, 560],
    KIND_FIRST,
    'rain jacket/hardshell/wind shell',
    CUTS,
    'A hood that turns with the head, and seams that stay shut.',
  ),
  category(
    'fleece | Clothing | Insulation',
    38,
    [45, 380],
    KIND_FIRST,
    'fleece/down jacket/wool pullover',
    CUTS,
    'Warm under a shell and good enough for town.',
  ),
  category(
    'trousers | Clothing | Trousers',
    34,
    [45, 260],
    KIND_FIRST,
    'trekking trousers/softshell trousers/shorts',
    CUTS,
    'Room at the knee, nothing loose at the ankle.',
  ),
  category(
    'gloves | Clothing | Gloves',
    26,
    [18, 150],
    KIND_FIRST,
    'liner gloves/shell gloves/mittens',
    'light/warm',
    'Fine enough to tie a knot with.',
  ),
  category(
    'hat | Clothing | Hats',
    24,
    [14, 75],
    KIND_FIRST,
    'beanie/sun hat/cap',
    'plain/striped',
    'Stays on in the wind and comes off in the café.',
  ),
  category(
    'climbshoe | Climbing | Climbing shoes',
    34,
    [60, 190],
    KIND_FIRST,
    'climbing shoe/velcro shoe/slipper',
    'neutral/asymmetric',
    'Stands on less than you would think.',
  ),
  category(
    'harness | Climbing | Harnesses',
    26,
    [45, 170],
    KIND_FIRST,
    'sport harness/alpine harness',
    'small/large',
    'Four loops, all within reach.',
  ),
  category(
    'rope | Climbing | Ropes',
    28,
    [70, 310],
    KIND_LAST,
    'single rope/half rope/dry rope',
    '40 m/60 m/70 m',
    'Runs soft through the device and wears slowly.',
  ),
  category(
    'carabiner | Climbing | Carabiners',
    30,
    [8, 120],
    KIND_FIRST,
    'carabiner/quickdraw set/belay device',
    'wire gate/screw gate',
    'A gate that snaps shut and no nose to catch.',
  ),
  category(
    'helmet | Climbing | Climbing helmets',
    22,
    [45, 150],
    KIND_FIRST,
    'climbing helmet/foam helmet',
    'small/large',
    'Forgotten a minute after it is on.',
  ),
  category(
    'bike | Cycling | Bicycles',
    36,
    [490, 3900],
    KIND_LAST,
    'touring bike/gravel bike/city bike/mountain bike',
    '52 cm/56 cm/60 cm',
    'Made to be looked after at home with three tools.',
  ),
  category(
    'bikehelmet | Cycling | Bike helmets',
    26,
    [35, 230],
    KIND_FIRST,
    'bike helmet/gravel helmet',
    'small/large',
    'Cool on the climb and quiet on the way down.',
  ),
  category(
    'pannier | Cycling | Bike bags',
    30,
    [28, 190],
    KIND_LAST,
    'pannier/frame bag/bar bag',
    '4 l/12 l/20 l',
    'Rolls shut, hooks on, does not rattle.',
  ),
  category(
    'ski | Skiing | Skis',
    34,
    [240, 980],
    KIND_LAST,
    'touring ski/piste ski/cross-country ski',
    '162 cm/170 cm/178 cm',
    'Holds an edge in the morning and floats in the afternoon.',
  ),
  category(
    'skiboot | Skiing | Ski boots',
    28,
    [160, 680],
    KIND_FIRST,
    'touring boot/piste boot',
    CUTS,
    'Walks like a boot and skis like a clamp.',
  ),
  category(
    'goggles | Skiing | Goggles',
    24,
    [35, 240],
    KIND_FIRST,
    'goggles/glacier glasses',
    'bright light/flat light',
    'Contrast when the cloud comes down.',
  ),
  category(
    'rod | Fishing | Rods',
    32,
    [35, 520],
    KIND_LAST,
    'fly rod/spinning rod/travel rod',
    '2.1 m/2.4 m/2.7 m',
    'Quick in the hand and kind to thin leaders.',
  ),
  category(
    'reel | Fishing | Reels',
    26,
    [30, 440],
    KIND_FIRST,
    'fly reel/spinning reel',
    'small/large',
    'A drag that starts without a jerk.',
  ),
  category(
    'lure | Fishing | Lures & flies',
    28,
    [6, 48],
    KIND_FIRST,
    'fly box/spoon set/wobbler',
    'trout/pike',
    'Tied and turned by people who fish.',
  ),
  category(
    'kayak | Paddling | Kayaks',
    24,
    [320, 2400],
    KIND_FIRST,
    'touring kayak/packraft/inflatable canoe',
    'single/double',
    'Tracks straight and forgives a lean.',
  ),
  category(
    'paddle | Paddling | Paddles',
    24,
    [45, 360],
    KIND_FIRST,
    'touring paddle/four-piece paddle',
    'glass/carbon',
    'Enters without a splash.',
  ),
  category(
    'drybag | Paddling | Dry bags',
    24,
    [14, 120],
    KIND_LAST,
    'dry bag/dry duffel',
    '10 l/20 l/40 l',
    'Three turns and a click, and the river stays out.',
  ),
];
