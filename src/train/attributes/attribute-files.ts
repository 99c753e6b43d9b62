import { encodeAttribute } from '../../pack/encode/encode-attribute.js';
import type { EncodedPack, OptionalContent } from '../../pack/encode/encode-pack.js';
import { parseOptional } from '../../pack/format/parse-optional.js';
import type { AttributeFacts, TypedAttribute } from './typed-attribute.js';

/** An attribute of a written pack. */
export interface AttributeSummary extends AttributeFacts {
  /** Size of its file. */
  readonly bytes: number;
}

/**
 * The optional files of a pack's attributes.
 *
 * @param attributes typed
 */
export function attributeFiles(attributes: readonly TypedAttribute[]): OptionalContent[] {
  return attributes.map(({ name, column }) => ({ role: 'attribute', name, tensors: encodeAttribute(column) }));
}

/**
 * What a pack has of each attribute.
 *
 * @param attributes typed
 * @param pack as it is written
 */
export function summarizeAttributes(attributes: readonly TypedAttribute[], { manifest }: EncodedPack): AttributeSummary[] {
  const files = parseOptional(manifest);
  return attributes.map(({ facts }) => ({
    ...facts,
    bytes: files.find(({ role, name }) => role === 'attribute' && name === facts.name)?.bytes ?? 0,
  }));
}
