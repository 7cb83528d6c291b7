import { setTimeout as sleep } from "node:timers/promises";
import { fileEvent, logFile, logFilePage, type LogFile, problem, summary, uploadResponse } from "@faultline/contract";
import { CommandError } from "../command-error.ts";
import type { FoundFile } from "../log-paths.ts";
import type { FileState, LogDestination, Receipt } from "../taking-in/log-destination.ts";
import { readEvents } from "./event-stream.ts";
import { causeOf, sendForm } from "./send-form.ts";
import { uploadBody } from "./upload-body.ts";

export interface RemoteServerOptions {
  /** Without a slash at its end. */
  readonly url: string;
  readonly apiKey: string;
  readonly fields: Readonly<Record<string, string | undefined>>;
}

const RECONNECT_MS = 1000;
/** After which a server that has too much to read is asked again. */
const QUEUE_FULL_MS = 5000;
const MEMBERS_AT_ONCE = 500;
/** As often in a row may the server not answer. */
const MAX_RECONNECTS = 30;

/** A server that is asked over HTTP. */
export function connectToServer({ url, apiKey, fields }: RemoteServerOptions): LogDestination {
  const headers = { "x-api-key": apiKey, accept: "application/json" };

  async function ask<T>(schema: { parse(answer: unknown): T }, path: string): Promise<T> {
    const answer = await fetch(url + path, { headers }).catch((error: unknown) => {
      throw new CommandError(`The server at ${url} does not answer any more: ${causeOf(error)}`, { cause: error });
    });
    const text = await answer.text();
    if (!answer.ok) throw new CommandError(`${url} answered ${answer.status}: ${explanationOf(text).detail}`);
    return schema.parse(JSON.parse(text));
  }
  const findFile = async (id: number): Promise<FileState> => stateOf(await ask(logFile, `/logs/files/${id}`));

  async function findWithMembers(id: number): Promise<FileState[]> {
    const file = await findFile(id);
    const members: FileState[] = [];
    while (members.length < (file.memberCount ?? 0)) {
      const path = `/logs/files?archive_id=${id}&limit=${MEMBERS_AT_ONCE}&offset=${members.length}`;
      const { items } = await ask(logFilePage, path);
      if (items.length === 0) break;
      members.push(...items.map(stateOf));
    }
    return [...members, file];
  }

  /** @throws if the connection ends or cannot be made */
  async function readChanges(awaited: ReadonlySet<number>, onChange: (file: FileState) => void, signal: AbortSignal) {
    const answer = await fetch(`${url}/logs/files/events`, {
      headers: { ...headers, accept: "text/event-stream" },
      signal,
    });
    if (answer.status === 401 || answer.status === 403) throw new CommandError(`${url} refuses the API key.`);
    if (!answer.ok || !answer.body) throw new Error(`the server answered ${answer.status}`);
    for await (const { event, data } of readEvents(answer.body as AsyncIterable<Uint8Array>)) {
      const known = fileEvent.safeParse({ event, data: JSON.parse(data) });
      if (!known.success) continue;
      if (known.data.event === "file") onChange(stateOf(known.data.data));
      if (known.data.event !== "files") continue;
      for (const file of known.data.data.items) onChange(stateOf(file));
      // The first event lists what is unfinished and some of the rest: others may have ended while nobody listened.
      for (const id of awaited) for (const file of await findWithMembers(id)) onChange(file);
    }
    throw new Error("the connection ended");
  }

  return {
    async send(file, onSent, signal) {
      const answer = await upload(file, onSent, signal);
      if (typeof answer === "string") return { kind: "refused", reason: answer };
      const { status, text } = answer;
      if (status >= 200 && status < 300) {
        const { log_file_id: id } = uploadResponse.parse(JSON.parse(text));
        return { kind: "accepted", file: await findFile(id) };
      }
      const { code, detail, log_file_id: fileId } = explanationOf(text);
      if (status === 401 || status === 403) throw new CommandError(`${url} refuses the API key: ${detail}`);
      if (code !== "duplicate_content") return { kind: "refused", reason: detail };
      return await duplicateOf(fileId ?? null);
    },
    async watch(awaited, onChange, signal) {
      for (let failures = 0; !signal.aborted; failures++) {
        try {
          await readChanges(
            awaited,
            (file) => {
              failures = 0;
              onChange(file);
            },
            signal,
          );
        } catch (error) {
          if (signal.aborted) return;
          if (error instanceof CommandError) throw error;
          if (failures >= MAX_RECONNECTS)
            throw new CommandError(`The server at ${url} does not answer any more: ${causeOf(error)}`, {
              cause: error,
            });
          await sleep(RECONNECT_MS, undefined, { signal }).catch(() => undefined);
        }
      }
    },
    async countLevels(fileId) {
      const { total_entries, level_breakdown } = await ask(summary, `/stats/summary?file_id=${fileId}`);
      return { entries: total_entries, levels: level_breakdown };
    },
  };

  /** Sends the file, as often as the server says that it has too much to read for now. */
  async function upload(file: FoundFile, onSent: (bytes: number) => void, signal: AbortSignal) {
    for (;;) {
      const body = uploadBody(file, { ...fields, modified_at: file.modifiedAt.toISOString() });
      const answer = await sendForm(`${url}/logs/upload`, headers, body, onSent, signal);
      if (typeof answer === "string" || explanationOf(answer.text).code !== "queue_full") return answer;
      onSent(0);
      await sleep(QUEUE_FULL_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  async function duplicateOf(fileId: number | null): Promise<Receipt> {
    const earlier = fileId === null ? null : await findFile(fileId).catch(() => null);
    const name = earlier === null ? "" : ` as ${earlier.name} (file ${fileId})`;
    return { kind: "duplicate", reason: `is there already${name}; --allow-duplicate takes it in again` };
  }
}

function stateOf(file: LogFile): FileState {
  return {
    id: file.id,
    name: file.filename,
    status: file.status,
    sizeBytes: file.size_bytes,
    processedBytes: file.processed_bytes,
    lines: file.total_lines,
    failedEntries: file.failed_entries,
    formats: file.formats.map(({ name }) => name),
    error: file.error,
    archiveId: file.archive_id,
    memberCount: file.member_count,
  };
}

function explanationOf(text: string) {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = {};
  }
  const document = problem.partial().safeParse(body);
  const { code = "", detail = "no reason was given", log_file_id } = document.success ? document.data : {};
  return { code, detail, log_file_id };
}
