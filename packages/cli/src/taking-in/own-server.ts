import { createReadStream } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { LogFile, RunningServer } from "@faultline/server";
import type { FileState, LogDestination } from "./log-destination.ts";

type Server = Pick<RunningServer, "ingest" | "findFile" | "listMembers" | "summarizeFile">;

const POLL_MS = 100;

/** The server that this process runs. */
export function ownServer(server: Server): LogDestination {
  return {
    async send({ path, name, modifiedAt }, onSent, signal) {
      const description = { source: null, environment: null, logType: null, modifiedAt };
      const content = counted(createReadStream(path, { highWaterMark: 1024 * 1024, signal }), onSent);
      try {
        return { kind: "accepted", file: stateOf(await server.ingest(name, content, description)) };
      } catch (error) {
        const { code, message } = error as Error & { code?: string };
        return { kind: code === "duplicate_content" ? "duplicate" : "refused", reason: message };
      }
    },
    async watch(awaited, onChange, signal) {
      while (!signal.aborted) {
        for (const id of awaited) {
          const file = await server.findFile(id);
          if (!file) continue;
          const members = file.memberCount === null ? [] : await server.listMembers(id);
          for (const each of [...members, file]) onChange(stateOf(each));
        }
        await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
      }
    },
    async countLevels(fileId) {
      const { totalEntries, levels } = await server.summarizeFile(fileId);
      return { entries: totalEntries, levels };
    },
  };
}

async function* counted(chunks: AsyncIterable<Uint8Array>, onSent: (bytes: number) => void) {
  let bytes = 0;
  for await (const chunk of chunks) {
    yield chunk;
    onSent((bytes += chunk.length));
  }
}

function stateOf(file: LogFile): FileState {
  const { id, filename, status, sizeBytes, processedBytes, totalLines, failedEntries, formats, error } = file;
  return {
    id,
    name: filename,
    status,
    sizeBytes,
    processedBytes,
    lines: totalLines,
    failedEntries,
    formats: formats.map(({ name }) => name),
    error,
    archiveId: file.archiveId,
    memberCount: file.memberCount,
  };
}
