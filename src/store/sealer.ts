import { crc32 } from '../core/crc32.js';
import { OnshelfError } from '../core/onshelf-error.js';

/** A value as it lies in the database. */
export interface Sealed {
  /** How it is sealed: AES-GCM; XOR with a keystream of AES-GCM made beforehand; or only with a checksum. */
  readonly by: 'gcm' | 'pad' | 'sum';
  /** `gcm` and `pad`: the initialisation vector. */
  readonly iv?: Uint8Array<ArrayBuffer>;
  /** `pad`: where in the keystream it begins. */
  readonly at?: number;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** Turns values into what lies in the database, and back. */
export interface Sealer {
  readonly encrypts: boolean;
  seal(value: unknown): Promise<Sealed>;
  /** The same at once, for a page that is going away; null where the keystream is not there yet or used up. */
  sealNow(value: unknown): Sealed | null;
  /** @throws OnshelfError `storage-failed`: a byte was changed, or another key sealed it */
  unseal(sealed: Sealed): Promise<unknown>;
}

/** Bytes of keystream kept ready: some hundred events of a page that goes away. */
const PAD_BYTES = 65_536;
const SUM_BYTES = 4;

/**
 * Makes a sealer.
 *
 * WebCrypto answers in promises, and a page that is going away gets no answer any more. So a stretch of keystream, the
 * encryption of zeros, is made beforehand, and the last events are combined with it at once. No byte of it is used twice.
 * What it lacks beside AES-GCM proper is the tag: a checksum inside stands in for it.
 *
 * @param key AES-GCM, not extractable, or null where there is no WebCrypto: then values carry a checksum and are not encrypted
 * @see NIST SP 800-38D, section 7.1: the ciphertext of GCM is the plaintext XOR the keystream of its counter
 */
export function createSealer(key: CryptoKey | null): Sealer {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let pad: { readonly iv: Uint8Array<ArrayBuffer>; readonly stream: Uint8Array<ArrayBuffer>; used: number } | null = null;

  const encrypt = async (iv: Uint8Array<ArrayBuffer>, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key as CryptoKey, bytes));
  const freshIv = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(12));

  const preparePad = async (): Promise<void> => {
    const iv = freshIv();
    pad = { iv, stream: await encrypt(iv, new Uint8Array(PAD_BYTES)), used: 0 };
  };
  // Where encryption fails, sealing fails as well, and says so.
  if (key !== null) preparePad().catch(() => {});

  const summed = (value: unknown): Uint8Array<ArrayBuffer> => {
    const text = encoder.encode(JSON.stringify(value));
    const bytes = new Uint8Array(text.length + SUM_BYTES);
    bytes.set(text);
    new DataView(bytes.buffer).setUint32(text.length, crc32(text));
    return bytes;
  };

  const checked = (bytes: Uint8Array<ArrayBuffer>): unknown => {
    const text = bytes.subarray(0, bytes.length - SUM_BYTES);
    const sum = new DataView(bytes.buffer, bytes.byteOffset).getUint32(text.length);
    if (sum !== crc32(text)) throw new Error('its checksum is another one');
    return JSON.parse(decoder.decode(text));
  };

  const combine = (bytes: Uint8Array<ArrayBuffer>, stream: Uint8Array, at: number): Uint8Array<ArrayBuffer> =>
    bytes.map((byte, index) => byte ^ stream[at + index]);

  const open = async ({ by, iv, at = 0, data }: Sealed): Promise<unknown> => {
    if (by === 'sum') return checked(data);
    if (key === null || iv === undefined) throw new Error('there is no key for it');
    if (by === 'pad') return checked(combine(data, await encrypt(iv, new Uint8Array(at + data.length)), at));
    const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, data);
    return JSON.parse(decoder.decode(text));
  };

  return {
    encrypts: key !== null,
    seal: async (value) => {
      if (key === null) return { by: 'sum', data: summed(value) };
      const iv = freshIv();
      return { by: 'gcm', iv, data: await encrypt(iv, encoder.encode(JSON.stringify(value))) };
    },
    sealNow: (value) => {
      const data = summed(value);
      if (key === null) return { by: 'sum', data };
      if (pad === null || pad.used + data.length > PAD_BYTES) return null;
      const { iv, stream, used: at } = pad;
      pad.used += data.length;
      // A page that only went to the background comes back: it needs a new one.
      if (pad.used > PAD_BYTES / 2) preparePad().catch(() => {});
      return { by: 'pad', iv, at, data: combine(data, stream, at) };
    },
    unseal: async (sealed) => {
      try {
        return await open(sealed);
      } catch (error) {
        throw new OnshelfError('storage-failed', 'A record of the database is damaged or was sealed with another key.', error);
      }
    },
  };
}
