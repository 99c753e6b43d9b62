import { crc32 } from '../../core/numbers/crc32.js';
import { toJson } from '../../core/text/to-json.js';
import { encrypt, keystream, SUM_BYTES } from './keystream.js';

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

/** Turns values into what lies in the database. */
export interface Sealer {
  /** @param value plain data, as `toJson` takes it */
  seal(value: unknown): Promise<Sealed>;
  /** The same at once, for a page that is going away; null where the keystream is not there yet or used up. */
  sealNow(value: unknown): Sealed | null;
}

/** Made when the library is loaded: pages replace such things later. */
const encoder = new TextEncoder();

/** Bytes of keystream kept ready: some hundred events of a page that goes away. */
const PAD_BYTES = 65_536;

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
  let pad: { readonly iv: Uint8Array<ArrayBuffer>; readonly stream: Uint8Array; used: number } | null = null;

  const preparePad = async (): Promise<void> => {
    if (key === null) return;
    const iv = freshIv();
    pad = { iv, stream: await keystream(key, iv, PAD_BYTES), used: 0 };
  };
  // Where encryption fails, sealing fails as well, and says so.
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
      // A page that only went to the background comes back: it needs a new one.
      if (pad.used > PAD_BYTES / 2) preparePad().catch(() => {});
      return { by: 'pad', iv, at, data: data.map((byte, index) => byte ^ stream[at + index]) };
    },
  };
}

function freshIv(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(12));
}
