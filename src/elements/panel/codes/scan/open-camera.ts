import { bareObject } from '../../../../core/text/bare-object.js';

/** Why there is no camera. */
export type CameraFault = 'camera-refused' | 'camera-missing' | 'camera-busy';

/** A camera that is on. */
export interface OpenCamera {
  /** Shows what it sees. */
  readonly video: HTMLVideoElement;
  /** Turns it off. */
  stop(): void;
}

/** What browsers of Chromium tell of the rules that a page sets for itself; others do not. */
interface TellsOfRules {
  readonly featurePolicy?: { allowsFeature(name: string): boolean };
}

/** Whether the page itself, or the page around it, forbids cameras: then no shopper can allow them. */
function isForbidden(): boolean {
  const { document: page } = globalThis as { readonly document?: TellsOfRules };
  return page?.featurePolicy?.allowsFeature('camera') === false;
}

/**
 * Turns the camera on, and asks the shopper for it: only after a click.
 *
 * @param video shows what it sees
 * @param ended is called if the camera goes off by itself: it was pulled out, or is not allowed any more
 * @returns why not, if it is not on
 */
export async function openCamera(video: HTMLVideoElement, ended: () => void): Promise<OpenCamera | CameraFault> {
  // Missing in pages served by plain http.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (devices === undefined) return 'camera-missing';
  let stream: MediaStream;
  try {
    const size = bareObject({ ideal: 1280 });
    stream = await devices.getUserMedia(
      bareObject({ audio: false, video: bareObject({ facingMode: 'environment', width: size, height: size }) }),
    );
  } catch (error) {
    const { name } = Object(error) as { readonly name?: unknown };
    if (name === 'NotAllowedError' && !isForbidden()) return 'camera-refused';
    return name === 'NotReadableError' || name === 'AbortError' ? 'camera-busy' : 'camera-missing';
  }
  const stop = (): void => {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  for (const track of stream.getTracks()) track.onended = ended;
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  try {
    await video.play();
  } catch {
    stop();
    return 'camera-busy';
  }
  return { video, stop };
}
