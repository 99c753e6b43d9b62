/** Store of downloaded pack files, for the next visit. */
export interface PackStore {
  /** Text of the manifest last stored for this address. */
  readManifest(url: string): Promise<string | undefined>;
  readFile(sha256: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /**
   * Stores the manifest and its new files in one transaction, and deletes files that no manifest names.
   *
   * @param url address of `pack.json`
   * @param manifest its text
   * @param named SHA-256 of every file the manifest names
   * @param files SHA-256 to bytes, for the files not stored yet
   */
  write(url: string, manifest: string, named: readonly string[], files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Promise<void>;
  /** The highest number of a signed file that was used, by its address; 0: none. */
  highestNumber(url: string): Promise<number>;
  /** Notes that a signed file of this number was used. A lower number changes nothing. */
  raiseNumber(url: string, number: number): Promise<void>;
}
