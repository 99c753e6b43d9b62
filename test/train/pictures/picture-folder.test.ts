import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPictureFolder } from '../../../src/train/pictures/picture-folder.js';
import { put, temporaryFolder } from '../../cli/tools/shop-files.js';

const parent = temporaryFolder();
const root = join(parent, 'images');
for (const path of ['img', 'shop/img', 'more']) mkdirSync(join(root, path), { recursive: true });
for (const file of [
  'img/tent red.jpg',
  'img/50% off.jpg',
  'img/lamp.jpg',
  'shop/img/lamp.jpg',
  'more/bag.jpg',
  'shop/img/bag.jpg',
  'boot.png',
])
  put(root, file, 'x');
put(parent, 'secret.jpg', 'x');
const folder = openPictureFolder(root);
const find = (relative: string, link?: string) => folder.find({ id: 'i1', ...(link !== undefined && { link }) }, relative);

describe('an image whose address in the feed is relative', () => {
  it.each([
    ['img/tent%20red.jpg', 'img/tent red.jpg'],
    ['./img/tent red.jpg?v=3', 'img/tent red.jpg'],
    ['img\\tent red.jpg', 'img/tent red.jpg'],
    ['C:\\pictures\\boot.png', 'boot.png'],
    ['../media/boot.png', 'boot.png'],
    ['media/boot.webp', 'boot.png'],
    ['img/50% off.jpg', 'img/50% off.jpg'],
    ['boot.png, img/lamp.jpg', 'boot.png'],
  ])('is found by its path, or its name: %s', (relative, file) => {
    expect(find(relative)).toEqual({ file, isAmbiguous: false });
  });

  it('is found below the host of the shop, and beside the page of the item', () => {
    expect(find('img/lamp.jpg', 'https://shop.example/shop/lamp')).toEqual({ file: 'img/lamp.jpg', isAmbiguous: false });
    expect(find('../img/lamp.jpg', 'https://shop.example/shop/lamps/lamp')).toEqual({ file: 'img/lamp.jpg', isAmbiguous: false });
    expect(find('./img/bag.jpg', '/shop/page')).toEqual({ file: 'shop/img/bag.jpg', isAmbiguous: false });
  });

  it('is missing where the folder has none of that name, also where the name leads out of it', () => {
    for (const relative of ['img/kettle.jpg', '../secret.jpg', 'img/../../secret.jpg', '?', '..', ''])
      expect(find(relative)).toEqual({ fault: 'missing', file: '' });
  });
});
