import { OnshelfError } from '../../../core/onshelf-error.js';
import { FETCHED, noteFetch } from '../../../pack/load/fetch-notes.js';
import type { FetchedBytes } from '../../../types/results/fetched-bytes.js';
import type { FileQuestion, FileReply } from '../file-messages.js';

let port: MessagePort | undefined;
let last = 0;
const pending = new Map<number, (reply: FileReply) => void>();

/** Sets where the page answers. */
export function askPageBy(given: MessagePort): void {
  port = given;
  given.onmessage = ({ data }: MessageEvent<FileReply>) => {
    pending.get(data.id)?.(data);
    pending.delete(data.id);
  };
}

/**
 * Asks the page for a file of the pack: takes the place of `fetchBytes` in a sealed engine. How it is fetched, and whether at all, the page decides.
 *
 * @param url absolute
 * @throws OnshelfError see `fetchBytes`; `pack-unreachable` for an address that the page's manifest does not name
 */
export async function askPageForBytes(url: string): Promise<FetchedBytes> {
  const note = Object.assign(noteFetch(url), { by: 'page' });
  const reply = await new Promise<FileReply>((resolve) => {
    pending.set(++last, resolve);
    port?.postMessage({ id: last, url } satisfies FileQuestion);
  });
  // Without a note there was no request.
  if (reply.note === null) FETCHED.splice(FETCHED.indexOf(note), 1);
  else Object.assign(note, reply.note, { by: 'page' });
  if ('error' in reply) throw new OnshelfError(reply.error.code, reply.error.message);
  return reply.file;
}
