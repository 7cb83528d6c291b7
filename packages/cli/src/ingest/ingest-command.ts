import { health } from "@faultline/contract";
import { CommandError } from "../command-error.ts";
import { DEFAULT_SERVER, type IngestOptions } from "../command-line.ts";
import { findLogFiles } from "../log-paths.ts";
import { takeIn } from "../taking-in/take-in.ts";
import { statusLine } from "../taking-in/file-line.ts";
import type { Terminal } from "../terminal.ts";
import { requireTimeZone } from "../time-zone.ts";
import { connectToServer } from "./remote-server.ts";

/** What a shell says of a program that was interrupted: 128 and the number of SIGINT. */
const INTERRUPTED = 130;

/**
 * Sends files to a running server and waits until they are read. Resolves to the exit code.
 * @throws MissingPathError, CommandError
 */
export async function ingestCommand(options: IngestOptions, terminal: Terminal, signal: AbortSignal): Promise<number> {
  const { paths, server, apiKey, timeZone, source, environment, allowDuplicate } = options;
  if (timeZone !== undefined) requireTimeZone(timeZone);
  const found = await findLogFiles(paths);
  await requireServer(server, signal);
  if (apiKey === undefined) {
    throw new CommandError(
      `The server wants to know who sends: create an API key at ${server}/settings as an admin, and give it as --api-key or FAULTLINE_API_KEY.`,
    );
  }
  for (const { path, reason } of found.skipped) terminal.print(statusLine("skipped", path, reason));
  const fields = {
    source,
    environment,
    time_zone: timeZone,
    allow_duplicate: allowDuplicate ? "true" : undefined,
  };
  const failures = await takeIn(found.files, connectToServer({ url: server, apiKey, fields }), terminal, signal);
  if (signal.aborted) {
    terminal.print("  Interrupted: what was not sent yet is not taken in; what was, the server reads to its end.");
    return INTERRUPTED;
  }
  return failures === 0 ? 0 : 1;
}

async function requireServer(url: string, signal: AbortSignal): Promise<void> {
  const answer = await fetch(`${url}/health`, { signal }).catch(() => null);
  if (answer === null) {
    const start = url === DEFAULT_SERVER ? "Start one with `faultline serve`, or name another with --server URL." : "";
    throw new CommandError(`No server answers at ${url}. ${start}`.trim());
  }
  const body: unknown = await answer.json().catch(() => null);
  if (!health.safeParse(body).success) throw new CommandError(`What answers at ${url} is not Faultline.`);
}
