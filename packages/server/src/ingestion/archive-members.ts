import type { FileStore, LogFile } from "@faultline/storage";
import type { UnpackedMember } from "./parse-job.ts";
import type { Spool } from "./spool.ts";

/** The members of an archive as files of their own. */
export interface ArchiveMembers {
  /** The paths of those whose bytes are kept already: the unpacking was interrupted, or is repeated. */
  readonly unpacked: readonly string[];
  /** Enters a member in the catalog, and has it read unless there is a reason not to. */
  add(member: UnpackedMember): Promise<void>;
}

interface Services {
  readonly files: Pick<FileStore, "create" | "list" | "listMembers" | "describeContent" | "requeue" | "markFailed">;
  readonly spool: Spool;
  readonly enqueue: (file: LogFile) => void;
}

export async function openArchiveMembers(archive: LogFile, services: Services): Promise<ArchiveMembers> {
  const { files, spool, enqueue } = services;
  const nameOf = (path: string): string => `${archive.filename}/${path}`;
  // Most files are no archives, and are not to wait for questions about members.
  const members = archive.memberCount === null ? [] : await files.listMembers(archive.id);
  const known = new Map(members.map((file) => [file.filename, file]));
  const unpacked: string[] = [];
  for (const file of members) {
    if (file.isRawInRecords || (await spool.has(file.id))) unpacked.push(file.filename.slice(nameOf("").length));
  }
  let allowsDuplicates: Promise<boolean> | null = null;

  /** Whoever takes in the same archive once more wants its members once more. */
  async function isTakenInAgain(): Promise<boolean> {
    if (archive.contentSha256 === null) return false;
    const { total } = await files.list({ contentSha256: archive.contentSha256 }, { offset: 0, limit: 1 });
    return total > 1;
  }

  async function enter(member: UnpackedMember): Promise<LogFile> {
    const { source, environment, logType, timeZone, modifiedAt, id: archiveId } = archive;
    // Before the member, so that an archive which has members is known to have them.
    await files.describeContent(archiveId, { memberCount: known.size + 1 });
    const file = await files.create({
      filename: nameOf(member.path),
      source,
      environment,
      logType,
      timeZone,
      archiveId,
      modifiedAt: member.modifiedAt ?? modifiedAt,
      sizeBytes: member.bytes?.sizeBytes ?? 0,
      contentSha256: member.bytes?.sha256 ?? null,
    });
    known.set(file.filename, file);
    return file;
  }

  async function findTwin(sha256: string): Promise<LogFile | undefined> {
    allowsDuplicates ??= isTakenInAgain();
    if (await allowsDuplicates) return undefined;
    return (await files.list({ contentSha256: sha256 }, { offset: 0, limit: 1 })).items[0];
  }

  return {
    unpacked,
    async add(member) {
      const before = known.get(nameOf(member.path));
      const { bytes } = member;
      if (bytes === null) return files.markFailed((before ?? (await enter(member))).id, member.reason);
      const twin = before ? undefined : await findTwin(bytes.sha256);
      // It waits before the bytes are its own: should the process end in between, they are missed and unpacked again. The
      // other way round they would be here, and it would stay failed.
      const file = before ? await files.requeue(before.id) : await enter(member);
      if (!file) return spool.discard(bytes);
      await spool.assign(bytes, file.id);
      if (twin) return files.markFailed(file.id, duplicateOf(twin));
      enqueue(file);
    },
  };
}

function duplicateOf({ id, filename }: LogFile): string {
  return `Its content was taken in before, as ${JSON.stringify(filename)} (file ${id}). Retry reads it all the same.`;
}
