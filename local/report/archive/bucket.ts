/** A version of an object, or the marker that one was deleted. */
export interface ObjectVersion {
  readonly key: string;
  /** `null` where the bucket had no versions when it was written. */
  readonly id: string;
  readonly isLatest: boolean;
  readonly isMarker: boolean;
}

/** What is in a version, and by which headers it was written: its key of encryption among them. */
export interface Stored {
  readonly bytes: Buffer;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The bucket of an archive, as far as records are erased from it. */
export interface ArchiveBucket {
  /** All versions of all objects below a folder. */
  versions(prefix: string): Promise<ObjectVersion[]>;
  /** @throws Unreadable */
  read(version: ObjectVersion): Promise<Stored>;
  /**
   * Writes an object anew, as the former was written, unless that changed meanwhile.
   * @returns the id of the new version; undefined where the bucket keeps none
   */
  write(key: string, bytes: Buffer, former: Stored): Promise<string | undefined>;
  /** Deletes a version for good; without an id the object, of which a bucket with versions keeps them. */
  remove(key: string, id?: string): Promise<void>;
}
