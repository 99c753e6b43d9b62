import type { RequestMessage } from '../../src/worker/protocol.js';

/** A worker whose messages a test sends: Node has no browser workers. */
export class FakeWorker {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onmessageerror: (() => void) | null = null;
  onerror: ((event: { message: string; preventDefault(): void }) => void) | null = null;
  readonly asked: RequestMessage[] = [];
  terminated = false;

  postMessage(message: RequestMessage): void {
    this.asked.push(message);
  }

  terminate(): void {
    this.terminated = true;
  }

  /** Sends a message to the page. */
  say(data: unknown): void {
    this.onmessage?.({ data });
  }

  /** Answers the last request. */
  answer(output: unknown): void {
    const request = this.asked.findLast((message) => 'name' in message);
    this.say({ id: request?.id, output });
  }

  /** Fails with an uncaught error. */
  fail(message: string): void {
    this.onerror?.({ message, preventDefault: () => {} });
  }
}
