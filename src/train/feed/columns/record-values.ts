/** temporary */
export type RecordValue = string | null | readonly RecordValue[] | { readonly [name: string]: RecordValue };
export type RecordValues = Readonly<Record<string, RecordValue>>;
