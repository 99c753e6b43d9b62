import { closest, focus, isConnected, listen, replaceChildren, setHidden, setText } from '../../../../core/page/page-nodes.js';
import { makeElement } from '../../../markup/make-element.js';
import type { SectionView } from '../../sections/section-view.js';
import { createCodeCollection } from './code-collection.js';
import { type CameraFault, type OpenCamera, openCamera } from './open-camera.js';
import { readPicture } from './read-picture.js';

/** Milliseconds between two pictures of the camera. */
const PAUSE_MS = 60;
/** Maximum number of missing codes that are named. */
const NAMED = 12;

/**
 * Reads the codes of a copy by the camera, or from pictures, in any order. The camera is off at once when all are there, when it is closed or folded
 * away, and when the panel is gone. Where it does not go on, or goes off by itself, why is said, and beginning again tries it again.
 *
 * @param place is filled
 * @param view of the panel
 * @param done is called with the texts of all codes
 */
export async function scanCodes(
  place: HTMLElement,
  { say }: Pick<SectionView, 'say'>,
  done: (texts: readonly string[]) => void,
): Promise<void> {
  let codes = createCodeCollection();
  let camera: OpenCamera | undefined;
  let isClosed = false;
  const canvas = makeElement('canvas');
  const video = makeElement('video', { 'data-onshelf-camera': '', 'aria-hidden': 'true' });
  const progress = makeElement('p', { role: 'status' }, say('reading'));
  const fault = makeElement('p', { role: 'alert' });
  const files = makeElement('input', { type: 'file', accept: 'image/*', multiple: '' });
  const close = makeElement('button', { type: 'button' }, say('close'));
  const anew = makeElement('button', { type: 'button' }, say('scan-anew'));

  const stop = (): void => {
    isClosed = true;
    camera?.stop();
  };
  const tell = (): void => {
    const [count, missing] = [codes.count(), codes.missing()];
    const rest = missing.length - NAMED;
    const named = missing.slice(0, NAMED).join(', ') + (rest > 0 ? ' …' : '');
    setText(
      progress,
      count === null ? say('scan-none') : say('scan-missing', { count: count - missing.length, all: count, numbers: named }),
    );
  };
  const take = async (text: string): Promise<void> => {
    const as = await codes.take(text);
    if (as === 'known' || isClosed) return;
    setText(fault, as === 'new' ? '' : as === 'later' ? say('why-version-mismatch') : say(`code-${as}`, { name: say('scan-anew') }));
    tell();
    if (codes.count() === null || codes.missing().length > 0) return;
    stop();
    replaceChildren(place);
    done(codes.texts());
  };
  const look = async (by: OpenCamera): Promise<void> => {
    if (isClosed || camera !== by) return;
    // Another reading, or another panel, may have its place by now.
    if (!isConnected(video)) return stop();
    if (closest(video, 'details:not([open])') !== null) {
      stop();
      replaceChildren(place);
      return;
    }
    const text = readPicture(canvas, video, { width: video.videoWidth, height: video.videoHeight }, false);
    if (text !== null) await take(text);
    setTimeout(() => void look(by), PAUSE_MS);
  };
  const fail = (why: CameraFault | 'why-encryption-missing'): void => {
    camera?.stop();
    camera = undefined;
    setHidden(video, true);
    setText(fault, say(why, { name: say('scan-anew') }));
    tell();
  };
  const start = async (): Promise<void> => {
    // Browsers may not play what is hidden.
    setHidden(video, false);
    setText(progress, say('reading'));
    // In pages served by plain http a copy could not be opened either.
    const opened =
      (crypto as Partial<Crypto>).subtle === undefined ? 'why-encryption-missing' : await openCamera(video, () => fail('camera-busy'));
    if (typeof opened === 'string') {
      if (!isClosed) fail(opened);
      return;
    }
    camera = opened;
    // Closed while the browser asked.
    if (isClosed) return camera.stop();
    tell();
    void look(opened);
  };
  listen(files, 'change', async () => {
    const unread: string[] = [];
    for (const file of files.files ?? []) {
      const picture = await createImageBitmap(file).catch(() => null);
      if (isClosed) return;
      const text = picture === null ? null : readPicture(canvas, picture, picture, true);
      if (text === null) unread.push(file.name);
      else await take(text);
    }
    if (unread.length > 0) setText(fault, `${say('code-other')} ${unread.join(', ')}`);
  });
  listen(close, 'click', () => {
    stop();
    replaceChildren(place);
  });
  listen(anew, 'click', () => {
    codes = createCodeCollection();
    setText(fault, '');
    tell();
    if (camera === undefined) void start();
  });
  replaceChildren(
    place,
    video,
    progress,
    fault,
    makeElement('p', { 'data-onshelf-field': '' }, makeElement('label', {}, say('scan-pictures'), ' ', files)),
    makeElement('p', {}, anew, ' ', close),
  );
  focus(close);
  await start();
}
