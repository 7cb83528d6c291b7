import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { repeatEntries } from "@faultline/storage/testing";
import { type ApiClient, signInByApi } from "../e2e/api-client.ts";
import { type RunningApp, startAppWithAdmin } from "../e2e/running-app.ts";
import { ensureBuild } from "../scripts/setup/freshness.mjs";
import { writeCorpus } from "./corpus.ts";
import { uploadFile } from "./upload.ts";

const ENTRIES_PER_DAY = 5_000_000;
const DAY_MS = 86_400_000;
/** Merges of what was just stored are mostly over then. */
const REST_MS = 5000;

interface StoredCorpusOptions {
  readonly entries: string;
  /** Keeps the data there; what is there already is used without another ingestion. */
  readonly data?: string | undefined;
  /** Added to the configuration of the app upon which the work is done. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs `work` upon the built app, newly started, in which so many entries of the app corpus are stored. */
export async function withStoredCorpus(
  options: StoredCorpusOptions,
  work: (app: RunningApp, api: ApiClient) => Promise<void>,
): Promise<void> {
  const entries = Number(options.entries);
  const repetitions = Math.max(0, entries / ENTRIES_PER_DAY - 1);
  if (!Number.isInteger(entries) || entries < 1 || (repetitions > 0 && !Number.isInteger(repetitions)))
    throw new Error(
      `--entries ${options.entries} is neither a whole number up to a day's, 5000000, nor one of whole days.`,
    );
  await ensureBuild(console.error);
  const directory = options.data ?? (await mkdtemp(join(tmpdir(), "faultline-bench-")));
  const dataDirectory = join(directory, "data");
  const withApp = async (
    use: (app: RunningApp, api: ApiClient) => Promise<void>,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<void> => {
    const app = await startAppWithAdmin({ FAULTLINE_DATA_DIR: dataDirectory, ...environment });
    try {
      await use(app, await signInByApi(app.url));
    } finally {
      await app.stop();
    }
  };
  try {
    if (!existsSync(dataDirectory)) {
      await mkdir(directory, { recursive: true });
      await withApp((app, api) => ingest(app, api, directory, Math.min(entries, ENTRIES_PER_DAY)));
      if (repetitions > 0) await repeat(dataDirectory, repetitions);
    }
    await withApp(work, options.environment);
  } finally {
    if (options.data === undefined) await rm(directory, { recursive: true, force: true });
  }
}

/** What is beyond a day is that day again, copied within the engine: reading it all would take many minutes. */
async function repeat(dataDirectory: string, times: number): Promise<void> {
  console.error(`repeating the day ${times} times …`);
  await repeatEntries(dataDirectory, times, DAY_MS / 1000);
}

async function ingest(app: RunningApp, api: ApiClient, directory: string, entries: number): Promise<void> {
  const path = join(directory, "app.log");
  console.error(`writing ${entries.toLocaleString("en")} entries …`);
  const endMs = Date.parse("2026-11-20T00:00:00Z");
  const startMs = endMs - DAY_MS;
  await writeCorpus(path, { format: "app", entries, startMs, endMs, seed: 1 });
  console.error("ingesting …");
  const file = await api.untilDone(await uploadFile(app.url, api.authorization, path), 250);
  await rm(path);
  if (file.status !== "processed") throw new Error(`not processed: ${file.error}`);
  await delay(REST_MS);
}
