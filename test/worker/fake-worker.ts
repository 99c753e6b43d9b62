import type { RequestMessage } from '../../src/worker/protocol.js';

/** A worker that says what a test has it say: Node has none of the browser's kind. */
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

  /** Fails as where code in it throws with nobody to catch. */
  fail(message: string): void {
    this.onerror?.({ message, preventDefault: () => {} });
  }
}
