/** The second part of a sealed worker's text: the engine. It has no code that makes a connection: the page hands it the pack's files. */
import { createHost } from '../../host.js';
import type { RequestMessage } from '../../protocol.js';
import type { SealedStart } from '../sealed-policy.js';
import { askPageBy } from './ask-page.js';

// The page begins once the policy is known to hold.
addEventListener(
  'message',
  ({ data }: MessageEvent<SealedStart>) => {
    const { engine, files } = data;
    askPageBy(files);
    const receive = createHost((message) => engine.postMessage(message));
    engine.onmessage = (event: MessageEvent<RequestMessage>) => receive(event.data);
  },
  { once: true },
);
