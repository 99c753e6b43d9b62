import { crc32 } from '../../core/numbers/crc32.js';
import { OnshelfError } from '../../core/onshelf-error.js';
import { keystream, parseSealed, SUM_BYTES } from './keystream.js';
import type { Sealed } from './sealer.js';

/**
 * Creates a function that unseals values.
 *
 * @param key of the log; null if it is not encrypted
 * @returns a function that throws OnshelfError `storage-failed` if a byte was changed or the key is another one
 */
export function createUnsealer(key: CryptoKey | null): (sealed: Sealed) => Promise<unknown> {
  const decoder = new TextDecoder('utf-8', { fatal: true });

  const checked = (bytes: Uint8Array<ArrayBuffer>): unknown => {
    const text = bytes.subarray(0, bytes.length - SUM_BYTES);
    const sum = new DataView(bytes.buffer, bytes.byteOffset).getUint32(text.length);
    if (sum !== crc32(text)) throw new Error('its checksum does not match');
    return parseSealed(decoder.decode(text));
  };

  const open = async ({ by, iv, at = 0, data }: Sealed): Promise<unknown> => {
    if (by === 'sum') return checked(data);
    if (key === null || iv === undefined) throw new Error('there is no key for it');
    if (by === 'pad') {
      const stream = await keystream(key, iv, at + data.length);
      return checked(data.map((byte, index) => byte ^ stream[at + index]));
    }
    return parseSealed(decoder.decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, data)));
  };

  return async (sealed) => {
    try {
      return await open(sealed);
    } catch (error) {
      throw new OnshelfError('storage-failed', 'A record of the database is damaged or was sealed with another key.', error);
    }
  };
}
