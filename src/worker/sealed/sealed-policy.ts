/**
 * The Content-Security-Policy of the frame of a sealed engine, which its worker inherits: no connection at all, code from Blobs alone, and
 * WebAssembly. A worker of a worker inherits it too. https://www.w3.org/TR/CSP3/
 */
export const SEALED_POLICY = "default-src 'none'; script-src blob: 'wasm-unsafe-eval'; worker-src blob:; connect-src 'none'";

/** What a sealed worker says first: whether its policy holds. */
export interface PolicyVerdict {
  /** null: every connection that was tried was refused by the policy. Otherwise what is wrong, a part of a sentence. */
  readonly open: string | null;
}

/** What the page sends then: ports for the engine's messages, and for files of the pack. */
export interface SealedStart {
  readonly engine: MessagePort;
  readonly files: MessagePort;
}
