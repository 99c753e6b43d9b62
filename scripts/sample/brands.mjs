/**
 * @typedef {object} Brand
 * @property {string} name invented
 * @property {1 | 2 | 3} level of price: 1 low, 2 middle, 3 high
 * @property {'light' | 'tough' | 'family'} style purpose of its products
 * @property {readonly string[]} departments second level of `product_type`
 */

/** @type {(name: string, level: 1 | 2 | 3, style: Brand['style'], departments: string) => Brand} */
const brand = (name, level, style, departments) => ({ name, level, style, departments: departments.split(' ') });

/** The shop's brands. @type {readonly Brand[]} */
export const BRANDS = [
  brand('Norrvik', 3, 'tough', 'Camping Hiking Clothing'),
  brand('Almgrat', 2, 'light', 'Camping Hiking Climbing'),
  brand('Tarnfell', 2, 'tough', 'Camping Hiking Clothing'),
  brand('Skarnhorn', 3, 'tough', 'Climbing Clothing Skiing'),
  brand('Brackwater', 2, 'tough', 'Fishing Paddling'),
  brand('Hollin & Ash', 1, 'family', 'Camping Clothing'),
  brand('Petrelle', 3, 'light', 'Clothing Hiking'),
  brand('Kestrelwerk', 3, 'light', 'Cycling Climbing'),
  brand('Lumberry', 1, 'family', 'Camping Hiking Cycling'),
  brand('Embershed', 2, 'family', 'Camping'),
  brand('Cairnwey', 2, 'tough', 'Hiking Camping Clothing'),
  brand('Fernhallow', 1, 'family', 'Clothing Hiking Camping'),
  brand('Oxbow & Daughters', 2, 'family', 'Paddling Fishing Camping'),
  brand('Windhorne', 3, 'light', 'Camping Hiking Skiing'),
  brand('Stonecropp', 1, 'tough', 'Climbing Hiking'),
  brand('Mirk', 2, 'light', 'Cycling Clothing'),
  brand('Solvei', 2, 'family', 'Skiing Clothing'),
  brand('Vespertine', 3, 'light', 'Camping Climbing'),
  brand('Torrentine', 2, 'light', 'Paddling'),
  brand('Grivollo', 3, 'tough', 'Climbing Skiing'),
  brand('Pickel & Söhne', 2, 'tough', 'Climbing'),
  brand('Karstwerk', 1, 'tough', 'Climbing Camping'),
  brand('Bramblewyck', 1, 'family', 'Camping Hiking Fishing'),
  brand('Longshoar', 1, 'family', 'Fishing Paddling'),
  brand('Saltmarch', 3, 'tough', 'Fishing Paddling Clothing'),
  brand('Wheelhaus', 2, 'family', 'Cycling'),
  brand('Spokeandson', 1, 'family', 'Cycling'),
  brand('Velograt', 3, 'tough', 'Cycling'),
  brand('Pulver', 2, 'light', 'Skiing'),
  brand('Firnfeld', 1, 'family', 'Skiing Clothing'),
  brand('Telemarka', 3, 'light', 'Skiing'),
  brand('Trotterhof', 1, 'tough', 'Hiking Clothing'),
  brand('Moosling', 1, 'family', 'Hiking Camping Clothing'),
  brand('Quellwasser', 2, 'light', 'Hiking Camping'),
  brand('Aurelake', 2, 'family', 'Paddling Camping'),
  brand('Riffelstein', 2, 'light', 'Climbing Hiking Clothing'),
  brand('Otterbeck', 2, 'tough', 'Fishing'),
  brand('Heronsby', 3, 'light', 'Fishing'),
  brand('Nachtfalter', 2, 'tough', 'Camping Cycling Hiking'),
  brand('Zephyrine', 3, 'light', 'Camping Hiking Cycling'),
];
