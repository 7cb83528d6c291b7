/** A file in an archive. */
export interface ArchiveEntry {
  /** As the archive has it. */
  readonly path: string;
  readonly modifiedAt: Date | null;
  /** Its bytes, once, in chunks each valid until the next. @throws CorruptDataError */
  open(): AsyncIterable<Uint8Array>;
}
