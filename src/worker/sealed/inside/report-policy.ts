/** The first part of a sealed worker's text: says whether the policy holds. The engine, which follows, waits for the page. */
import { messageOf } from '../../../core/onshelf-error.js';
import type { PolicyVerdict } from '../sealed-policy.js';
import { tryPolicy } from './try-policy.js';

const say = (open: string | null): void => (globalThis as unknown as { postMessage(verdict: PolicyVerdict): void }).postMessage({ open });

tryPolicy().then(say, (error: unknown) => say(messageOf(error)));
