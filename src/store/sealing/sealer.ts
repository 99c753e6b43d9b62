import { crc32 } from '../../core/numbers/crc32.js';
import { toJson } from '../../core/text/to-json.js';
import { encrypt, keystream, SUM_BYTES } from './keystream.js';

/** A sealed value, as stored in the database. */
export interface Sealed {
  /** How it is sealed: by AES-GCM (`gcm`), by XOR with a prepared AES-GCM keystream (`pad`), or only with a checksum (`sum`). */
  readonly by: 'gcm' | 'pad' | 'sum';
  /** `gcm` and `pad`: the initialisation vector. */
  readonly iv?: Uint8Array<ArrayBuffer>;
  /** `pad`: its offset in the keystream. */
  readonly at?: number;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** Seals values for the database. */
export interface Sealer {
  /** @param value plain data, as `toJson` takes it */
  seal(value: unknown): Promise<Sealed>;
  /** The same synchronously, for a closing page; null if the keystream is not ready or used up. */
  sealNow(value: unknown): Sealed | null;
}

/** Created when the library loads: a page may replace the class later. */
const encoder = new TextEncoder();

/** Bytes of prepared keystream: enough for some hundred events of a closing page. */
const PAD_BYTES = 65_536;

/**
 * Creates a sealer.
 *
 * WebCrypto is asynchronous, and a closing page gets no more results. So some keystream, the encryption of zeros, is prepared, and the last events
 * are XORed with it synchronously. No byte of it is used twice. A checksum inside replaces the tag of AES-GCM.
 *
 * @param key AES-GCM, not extractable; null without WebCrypto: then values have a checksum and are not encrypted
 * @see NIST SP 800-38D, section 7.1: the ciphertext of GCM is the plaintext XOR the keystream of its counter
 */
export function createSealer(key: CryptoKey | null): Sealer {
  let pad: { readonly iv: Uint8Array<ArrayBuffer>; readonly stream: Uint8Array; used: number } | null = null;

  const preparePad = async (): Promise<void> => {
    if (key === null) return;
    const iv = freshIv();
    pad = { iv, stream: await keystream(key, iv, PAD_BYTES), used: 0 };
  };
  // If encryption fails, sealing fails as well, and reports it.
  preparePad().catch(() => {});

  const summed = (value: unknown): Uint8Array<ArrayBuffer> => {
    const text = encoder.encode(toJson(value));
    const bytes = new Uint8Array(text.length + SUM_BYTES);
    bytes.set(text);
    new DataView(bytes.buffer).setUint32(text.length, crc32(text));
    return bytes;
  };

  return {
    seal: async (value) => {
      if (key === null) return { by: 'sum', data: summed(value) };
      const iv = freshIv();
      return { by: 'gcm', iv, data: await encrypt(key, iv, encoder.encode(toJson(value))) };
    },
    sealNow: (value) => {
      const data = summed(value);
      if (key === null) return { by: 'sum', data };
      if (pad === null || pad.used + data.length > PAD_BYTES) return null;
      const { iv, stream, used: at } = pad;
      pad.used += data.length;
      // The page may only go to the background: prepare more for its return.
      if (pad.used > PAD_BYTES / 2) preparePad().catch(() => {});
      return { by: 'pad', iv, at, data: data.map((byte, index) => byte ^ stream[at + index]) };
    },
  };
}

function freshIv(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(12));
}
