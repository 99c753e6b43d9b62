import { afterEach, describe, expect, it, vi } from 'vitest';
import { openCamera } from '../../../src/elements/panel/codes/scan/open-camera.js';

afterEach(() => void vi.unstubAllGlobals());

/** Opens the camera of a browser that answers in a given way. */
function open(mediaDevices: unknown, { forbidden = false, play = async (): Promise<void> => {} } = {}) {
  vi.stubGlobal('navigator', { mediaDevices });
  vi.stubGlobal('document', { featurePolicy: { allowsFeature: (name: string) => !(forbidden && name === 'camera') } });
  const video = { play, srcObject: null } as unknown as HTMLVideoElement;
  const ended = vi.fn();
  return { video, ended, opened: openCamera(video, ended) };
}

const failing = (name: string) => ({ getUserMedia: () => Promise.reject(new DOMException('no', name)) });

describe('a camera that does not go on', () => {
  it.each([
    ['the browser has none to ask, as on plain http', undefined, 'camera-missing'],
    ['the browser cannot ask', {}, 'camera-missing'],
    ['the shopper refused', failing('NotAllowedError'), 'camera-refused'],
    ['the device has none', failing('NotFoundError'), 'camera-missing'],
    ['none is as asked for', failing('OverconstrainedError'), 'camera-missing'],
    ['the document may not use cameras', failing('SecurityError'), 'camera-missing'],
    ['another program has it', failing('NotReadableError'), 'camera-busy'],
    ['it did not start', failing('AbortError'), 'camera-busy'],
  ])('because %s is told by its reason', async (_, devices, reason) => {
    expect(await open(devices).opened).toBe(reason);
  });

  it('because the page forbids it is not called refused: no shopper could allow it', async () => {
    expect(await open(failing('NotAllowedError'), { forbidden: true }).opened).toBe('camera-missing');
  });

  it('because its pictures do not play is turned off', async () => {
    const track = { stop: vi.fn() };
    const { opened, video } = open(
      { getUserMedia: async () => ({ getTracks: () => [track] }) },
      { play: () => Promise.reject(new Error('no')) },
    );
    expect(await opened).toBe('camera-busy');
    expect(track.stop).toHaveBeenCalledOnce();
    expect(video.srcObject).toBeNull();
  });
});

it('a camera that goes off by itself is told', async () => {
  const track: { stop(): void; onended?(): void } = { stop: () => {} };
  const { ended, opened } = open({ getUserMedia: async () => ({ getTracks: () => [track] }) });
  expect(await opened).toMatchObject({ stop: expect.any(Function) });
  expect(ended).not.toHaveBeenCalled();
  track.onended?.();
  expect(ended).toHaveBeenCalledOnce();
});
