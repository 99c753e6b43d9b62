import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeSafetensors } from '../../../src/pack/format/safetensors.js';
import { type PictureShard, readPictures } from '../../../src/pack/pictures/read-pictures.js';
import { openPictureSource, type ShippedPictures, shipPictures } from '../../../src/train/pictures/ship-pictures.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import type { CatalogItem } from '../../../src/types/catalog-item.js';
import { put, temporaryFolder } from '../../cli/tools/shop-files.js';
import { seededImage } from '../../fixtures/pictures/seeded-image.js';

const parent = temporaryFolder();
const folder = join(parent, 'images');
const SIZE = 32;
/** From the most popular one on. */
const catalog: CatalogItem[] = [
  { id: 'plain', product_type: 'Outdoor > Tents' },
  { id: 'named', product_type: 'Outdoor > Tents', image_link: 'https://cdn.shop.example/img/tent%20red.jpg?v=3' },
  { id: 'below', product_type: 'Outdoor > Tents', image_link: '/img/deep/green.png' },
  { id: 'none', product_type: 'Outdoor > Tents' },
  { id: '../secret', product_type: 'Outdoor > Tents' },
  { id: 'linked', product_type: 'Outdoor > Tents' },
  { id: 'broken', product_type: 'Outdoor > Boots > High' },
  { id: 'cut', product_type: 'Outdoor > Boots > High' },
  { id: 'huge', product_type: 'Outdoor > Boots > High' },
  { id: 'moving', product_type: 'Outdoor > Boots > Low' },
  { id: 'clear', product_type: 'Outdoor > Boots > Low' },
  { id: 'turned', product_type: 'Outdoor > Boots > Low' },
  { id: 'print', product_type: 'Outdoor' },
  { id: 'twice' },
];
const popularity = Float32Array.from(catalog, (_, row) => 1 - row / 20);

beforeAll(async () => {
  for (const path of ['', 'deep', 'more']) mkdirSync(join(folder, path), { recursive: true });
  const image = (seed: number) => seededImage(seed);
  put(folder, 'plain.jpg', await image(1).jpeg().toBuffer());
  put(folder, 'tent red.jpg', await image(2).jpeg().toBuffer());
  put(folder, 'deep/green.png', await image(3).png().toBuffer());
  put(parent, 'secret.jpg', await image(4).jpeg().toBuffer());
  symlinkSync(join(parent, 'secret.jpg'), join(folder, 'linked.jpg'));
  put(folder, 'broken.png', 'no image at all');
  const whole = await image(5).jpeg().toBuffer();
  put(folder, 'cut.jpg', whole.subarray(0, whole.length * 0.6));
  put(folder, 'huge.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="30000" height="30000"><rect width="9" height="9"/></svg>');
  const frames = Buffer.concat([await image(6).raw().toBuffer(), await image(7).raw().toBuffer()]);
  put(
    folder,
    'moving.gif',
    await sharp(frames, { raw: { width: 120, height: 180, channels: 3, pageHeight: 90 } })
      .gif()
      .toBuffer(),
  );
  const half = sharp({ create: { width: 40, height: 40, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } });
  put(folder, 'clear.webp', await half.webp().toBuffer());
  // The left half is red; turned by 90 degrees it is the upper one.
  const red = sharp({ create: { width: 40, height: 80, channels: 3, background: '#f00' } });
  const flag = sharp({ create: { width: 80, height: 80, channels: 3, background: '#00f' } });
  const drawn = await flag
    .composite([{ input: await red.png().toBuffer(), left: 0, top: 0 }])
    .png()
    .toBuffer();
  put(folder, 'turned.jpg', await sharp(drawn).withMetadata({ orientation: 6 }).jpeg().toBuffer());
  put(folder, 'print.jpg', await sharp(drawn).toColourspace('cmyk').jpeg().toBuffer());
  put(folder, 'deep/twice.jpg', await image(8).jpeg().toBuffer());
  put(folder, 'more/twice.jpg', await image(9).jpeg().toBuffer());
});

const ship = async (cover: number, perCategory = 100): Promise<ShippedPictures> =>
  shipPictures(
    await openPictureSource({ folder, size: SIZE, cover, perCategory }),
    { catalog, relativePictures: catalog.map(() => '') },
    popularity,
    SILENT_STEP,
  );
const open = ({ files }: ShippedPictures, name?: string): PictureShard =>
  readPictures(encodeSafetensors(files.find((file) => file.name === name)?.tensors ?? {}), 'it', catalog.length);
const idsIn = (shard: PictureShard): string[] => Array.from(shard.rows, (row) => catalog[row].id);
/** Colours of a picture in the middle of its upper and of its lower half. */
async function halves(shard: PictureShard, id: string): Promise<number[][]> {
  const at = idsIn(shard).indexOf(id);
  const { data, info } = await sharp(shard.bytes.slice(shard.offsets[at], shard.offsets[at + 1]))
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([SIZE, SIZE]);
  const colour = (y: number): number[] => [...data.subarray((y * SIZE + SIZE / 2) * info.channels).subarray(0, 3)];
  return [colour(SIZE / 4), colour((3 * SIZE) / 4)];
}

describe('small pictures of a build', () => {
  it('are found by id, by the file name of the address and by its path, and parted by the widest categories', async () => {
    const shipped = await ship(2);
    expect(shipped.files.map(({ name }) => name)).toEqual([undefined, 'Outdoor', 'Outdoor > Boots', 'Outdoor > Tents']);
    expect(idsIn(open(shipped))).toEqual(['plain', 'named']);
    expect(idsIn(open(shipped, 'Outdoor > Tents'))).toEqual(['below']);
    expect(idsIn(open(shipped, 'Outdoor > Boots'))).toEqual(['moving', 'clear', 'turned']);
  });

  it('are of as many items as asked for, the most popular ones that have one', async () => {
    const { files, ...rest } = await ship(4, 1);
    expect(idsIn(open({ files, ...rest }))).toEqual(['plain', 'named', 'below', 'moving']);
    expect(idsIn(open({ files, ...rest }, 'Outdoor > Boots'))).toEqual(['clear']);
  });

  it('that are missing, outside the folder, broken or too large are told by reason, with the first item', async () => {
    const { report } = await ship(100);
    const told = Object.fromEntries(report.faults.map(({ reason, count, itemId, file }) => [reason, [count, itemId, file]]));
    expect(told).toEqual({
      missing: [1, 'none', ''],
      outside: [2, '../secret', '../secret'],
      unreadable: [2, 'broken', 'broken.png'],
      'too-large': [1, 'huge', 'huge.svg'],
    });
  });

  it('of animations, transparent, turned and print images are told, and look as they should', async () => {
    const shipped = await ship(100);
    const told = Object.fromEntries(shipped.report.changes.map(({ reason, itemId }) => [reason, itemId]));
    expect(told).toEqual({ animated: 'moving', transparent: 'clear', turned: 'turned', 'print-colours': 'print', ambiguous: 'twice' });
    const shard = open(shipped);
    expect((await halves(shard, 'clear')).flat().every((value) => value > 250)).toBe(true);
    const [[red, , blue], [otherRed, , otherBlue]] = await halves(shard, 'turned');
    expect([red > 200, blue < 60, otherRed < 60, otherBlue > 200]).toEqual([true, true, true, true]);
  });

  it('are the same bytes for the same images', async () => {
    expect(await ship(100)).toEqual(await ship(100));
  });

  it('are refused where the folder is none or has no image', async () => {
    const empty = temporaryFolder();
    const request = { size: SIZE, cover: 1, perCategory: 0 };
    await expect(openPictureSource({ ...request, folder: empty })).rejects.toThrow('has no images: their names end in .jpg');
    await expect(openPictureSource({ ...request, folder: join(empty, 'x') })).rejects.toMatchObject({ code: 'bad-input' });
  });
});
