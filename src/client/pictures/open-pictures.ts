import { Address } from '../../core/page/platform.js';
import type { PackPictures, Pictures } from '../../types/privacy/pictures.js';
import type { Link } from '../../worker/link.js';

/** What a picture is made of. */
const TYPE = 'image/webp';

/**
 * Makes the page's view of small pictures: addresses and drawings, each made when it is asked for, and all addresses freed when the shelf is closed.
 *
 * @param found from the engine
 * @param closed fires when the shelf is closed
 */
export function openPictures({ size, shards, notes }: PackPictures, closed: Link['closed']): Pictures {
  const places = new Map(shards.flatMap((shard) => shard.ids.map((id, at) => [id, { shard, at }] as const)));
  const addresses = new Map<string, string>();
  const contentOf = (itemId: string): Blob | null => {
    const place = places.get(itemId);
    if (place === undefined || closed.aborted) return null;
    const { offsets, bytes } = place.shard;
    return new Blob([bytes.slice(offsets[place.at], offsets[place.at + 1]) as Uint8Array<ArrayBuffer>], { type: TYPE });
  };
  closed.addEventListener('abort', () => {
    for (const address of addresses.values()) Address.revokeObjectURL(address);
    addresses.clear();
  });
  return Object.freeze({
    size,
    ids: [...places.keys()],
    notes,
    urlOf: (itemId) => {
      const known = addresses.get(itemId);
      if (known !== undefined) return known;
      const content = contentOf(itemId);
      if (content === null) return null;
      const address = Address.createObjectURL(content);
      addresses.set(itemId, address);
      return address;
    },
    draw: async (itemId, canvas) => {
      try {
        const content = contentOf(itemId);
        if (content === null) return false;
        const bitmap = await createImageBitmap(content);
        canvas.width = bitmap.width;
        canvas.height = bitmap.height;
        canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
        bitmap.close();
        return true;
      } catch {
        // No picture that this browser can decode, or no canvas: the caller's placeholder stays.
        return false;
      }
    },
  } satisfies Pictures);
}
