import { readEvents } from '../../core/events/read-event.js';
import { noteAside } from '../../core/page/aside-note.js';
import { createUnsealer } from '../../store/sealing/unsealer.js';
import type { ShelfEvent } from '../../types/event.js';
import type { AsideFrom } from '../../types/results/aside.js';
import type { ShelfStorage } from '../storage/shelf-storage.js';

/** What keeping uses. */
interface KeepParts {
  readonly name: string;
  readonly storage: Pick<ShelfStorage, 'connection' | 'notebook'>;
}

/** Number of latest events that the next page of the tab has. */
const MAX_KEPT = 100;

/**
 * Keeps what is set aside for the next page of the tab: in its sessionStorage, sealed with the key of the log. Where the log is not encrypted, nothing of it is
 * kept: the next page sets aside what follows.
 *
 * @param parts of the page
 * @param from what lists are made of
 * @param events latest last
 * @param isLatest whether nothing newer is to be kept, once it is sealed
 * @throws OnshelfError `storage-failed` if the log cannot be opened
 */
export async function keepAside(
  { name, storage }: KeepParts,
  from: AsideFrom,
  events: readonly ShelfEvent[],
  isLatest: () => boolean,
): Promise<void> {
  const sealed = await storage.connection.run(async ({ key, sealer }) => key && sealer.seal({ events: events.slice(-MAX_KEPT) }));
  const since = storage.notebook.read()?.since;
  if (sealed?.iv && since !== undefined && isLatest())
    noteAside(name, { from, since, sealed: `${textOf(sealed.iv)} ${textOf(sealed.data)}` });
}

/**
 * Opens what an earlier page of the tab kept.
 *
 * @param parts of the page
 * @param text from the note
 * @returns [] where it is of another log
 */
export async function openAside({ storage }: { readonly storage: Pick<ShelfStorage, 'connection'> }, text: string): Promise<ShelfEvent[]> {
  const [iv, data] = text.split(' ').map(bytesOf);
  if (iv === undefined || data === undefined) return [];
  const opened = await storage.connection.run(({ key }) => createUnsealer(key)({ by: 'gcm', iv, data }).catch(() => null));
  return readEvents((opened as { readonly events?: unknown } | null)?.events);
}

const textOf = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

function bytesOf(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}
