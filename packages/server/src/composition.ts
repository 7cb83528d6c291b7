import { type AddressInfo, isIPv6 } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type Catalog,
  type EntrySummary,
  type EventStore,
  lockDataDirectory,
  type LogFile,
  openCatalog,
  openEventStore,
} from "@faultline/storage";
import type { DestinationStream, Logger } from "pino";
import { createAccessTokens } from "./accounts/access-tokens.ts";
import { generateSetupCode, isLoopback } from "./accounts/first-admin.ts";
import { hashPassword } from "./accounts/passwords.ts";
import { loadOrCreateSecretKey } from "./accounts/secret-key.ts";
import { openAnalytics } from "./analytics/analytics.ts";
import type { Config } from "./config.ts";
import { createHttpApp } from "./http/app.ts";
import type { HttpApp } from "./http/http-app.ts";
import { noteRequests } from "./http/note-requests.ts";
import { addRoutes } from "./http/routes.ts";
import { createOpenStreams } from "./http/open-streams.ts";
import type { FileDescription, FileIntake } from "./ingestion/file-intake.ts";
import { openIngestion } from "./ingestion/ingestion.ts";
import type { IngestionQueue } from "./ingestion/ingestion-queue.ts";
import { type FileChange, observedFiles } from "./ingestion/observed-files.ts";
import { createFileChanges } from "./logs/file-changes.ts";
import { createPresentFile } from "./logs/present-file.ts";
import { createLogger } from "./operation/logger.ts";
import { createRequestsUnderWay } from "./operation/requests-under-way.ts";
import { loadOrCreateNodeId } from "./operation/node-id.ts";

export interface ServerOptions {
  /** The bundled `ingestion/parse-worker.ts`. */
  readonly parseWorkerUrl: URL;
  /** The bundled `analytics/analysis-worker.ts`. */
  readonly analysisWorkerUrl: URL;
  /** The bundled `engine-worker.ts` of the storage. */
  readonly engineWorkerUrl: URL;
  /** Folder of the built web app. */
  readonly webRoot: string;
  readonly logDestination: DestinationStream;
  readonly version: string;
}

export interface RunningServer {
  /** E.g. http://127.0.0.1:8000 */
  readonly address: string;
  /** Present while there is no account: what the first visit must show if it does not come from this machine. */
  readonly setup: { readonly code: string; readonly codeRequired: boolean } | null;
  /** Takes a file in, as an upload would; waits while the queue is full. */
  ingest(filename: string, bytes: AsyncIterable<Uint8Array>, description: FileDescription): Promise<LogFile>;
  findFile(id: number): Promise<LogFile | null>;
  /** The files in an archive that were found so far. */
  listMembers(archiveId: number): Promise<LogFile[]>;
  /** The files of which something is stored or will be: to take one in again would double it. */
  listFiles(): Promise<LogFile[]>;
  summarizeFile(id: number): Promise<EntrySummary>;
  /** Finishes the block in hand and closes everything. */
  stop(): Promise<void>;
}

/**
 * Opens the engines, brings their tables up to date, and serves.
 * @throws DataDirectoryInUseError if another process has the data directory
 */
export async function startServer(config: Config, options: ServerOptions): Promise<RunningServer> {
  const logger = createLogger(config.logLevel, options.logDestination);
  // The spool needs the directory for itself even where both engines are servers.
  const lock = await lockDataDirectory(config.dataDirectory);
  try {
    const stores = await openStores(config, options.engineWorkerUrl);
    const close = async () => {
      await Promise.allSettled([stores.events.close(), stores.catalog.close()]);
      await lock.release();
    };
    try {
      await createFirstAdmin(stores.catalog, config);
      return await serve(config, options, { ...stores, logger, close });
    } catch (error) {
      await close();
      throw error;
    }
  } catch (error) {
    await lock.release();
    throw error;
  }
}

interface Stores {
  readonly events: EventStore;
  readonly catalog: Catalog;
}

interface Surroundings extends Stores {
  readonly logger: Logger;
  readonly close: () => Promise<void>;
}

async function openStores({ dataDirectory, clickhouseUrl, databaseUrl }: Config, workerUrl: URL): Promise<Stores> {
  const embedded = { kind: "embedded", dataDir: dataDirectory, workerUrl } as const;
  const node = await loadOrCreateNodeId(dataDirectory);
  const [events, catalog] = await Promise.allSettled([
    openEventStore(clickhouseUrl === undefined ? embedded : { kind: "server", url: clickhouseUrl }),
    openCatalog(databaseUrl === undefined ? embedded : { kind: "server", url: databaseUrl, node }),
  ]);
  try {
    if (events.status === "rejected") throw events.reason;
    if (catalog.status === "rejected") throw catalog.reason;
    await Promise.all([events.value.migrate(), catalog.value.migrate()]);
    return { events: events.value, catalog: catalog.value };
  } catch (error) {
    const opened = [events, catalog].filter((store) => store.status === "fulfilled");
    await Promise.allSettled(opened.map(({ value }) => value.close()));
    throw error;
  }
}

async function createFirstAdmin({ users }: Catalog, { firstAdmin }: Config): Promise<void> {
  if (!firstAdmin || (await users.count()) > 0) return;
  const { username, password } = firstAdmin;
  await users.createFirst({ username, email: null, role: "admin", passwordHash: await hashPassword(password) });
}

async function serve(config: Config, options: ServerOptions, stores: Surroundings): Promise<RunningServer> {
  const { events, logger } = stores;
  const changed = { notice: (): void => undefined };
  const { parseWorkerUrl, analysisWorkerUrl, version, webRoot } = options;
  const { runs, files, templates } = stores.catalog;
  const requests = createRequestsUnderWay();
  const analytics = openAnalytics(config, { runs, files, events, templates, analysisWorkerUrl, logger, requests });
  const onChange = (change: FileChange): void => {
    changed.notice();
    if (CHANGES_OF_ENTRIES.has(change)) analytics.automatic.notice();
  };
  const catalog = { ...stores.catalog, files: observedFiles(files, onChange) };
  const ingestion = await openIngestion(config, { files: catalog.files, events, parseWorkerUrl, logger });
  const { queue, intake, lifecycle } = ingestion;
  const present = createPresentFile(ingestion.meter);
  const changes = createFileChanges(catalog.files, present, (error) =>
    logger.error({ err: error }, "files not listed"),
  );
  changed.notice = changes.notice;
  const secret = config.jwtSecretKey ?? (await loadOrCreateSecretKey(config.dataDirectory));
  const tokens = createAccessTokens(secret, config.jwtExpireMinutes, catalog.users);
  const setup = { code: generateSetupCode(), listensLocally: isLoopback(config.host) };
  const streams = createOpenStreams();
  const services = { ...ingestion, ...analytics, catalog, events, tokens, setup, version, present, changes, streams };
  const app = await createHttpApp({ logger, webRoot, version }, (scope) => {
    noteRequests(scope, requests);
    addRoutes(scope, services);
  });
  const finishWork = () => {
    changes.stop();
    streams.endAll();
    return Promise.all([app.close(), queue.stop(), analytics.stop()]);
  };

  // What an earlier process left is taken up before a request can add to it.
  await queue.resume();
  await lifecycle.resume();
  await analytics.resume();
  const address = await listen(app, config).catch(async (error: unknown) => {
    await finishWork();
    throw error;
  });
  logger.info({ address }, "Faultline is listening");
  const needsSetup = (await catalog.users.count()) === 0;
  return {
    address,
    setup: needsSetup ? { code: setup.code, codeRequired: !setup.listensLocally } : null,
    ingest: (filename, bytes, description) => ingest(intake, queue, filename, bytes, description),
    findFile: (id) => catalog.files.findById(id),
    listMembers: (archiveId) => catalog.files.listMembers(archiveId),
    listFiles: () => listFiles(catalog),
    summarizeFile: (id) => events.summarizeEntries({ fileIds: [id] }),
    async stop() {
      await finishWork();
      await stores.close();
      logger.info("Faultline has stopped");
    },
  };
}

/** After these the entries are others than before. */
const CHANGES_OF_ENTRIES: ReadonlySet<FileChange> = new Set(["markProcessed", "markFailed", "delete"]);

/** @returns where a browser on this machine finds the server */
async function listen(app: HttpApp, { host, port }: Config): Promise<string> {
  await app.listen({ host, port });
  const reachable = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  const { port: actualPort } = app.server.address() as AddressInfo;
  return `http://${isIPv6(reachable) ? `[${reachable}]` : reachable}:${actualPort}`;
}

async function ingest(
  intake: FileIntake,
  queue: IngestionQueue,
  filename: string,
  bytes: AsyncIterable<Uint8Array>,
  description: FileDescription,
) {
  while (!queue.hasRoom()) await sleep(QUEUE_POLL_MS);
  return intake.accept(await intake.receive(filename, bytes, description), description);
}

const QUEUE_POLL_MS = 100;

const LISTED_AT_ONCE = 1000;

async function listFiles({ files }: Catalog): Promise<LogFile[]> {
  const listed: LogFile[] = [];
  for (;;) {
    const { items } = await files.list({}, { offset: listed.length, limit: LISTED_AT_ONCE });
    listed.push(...items);
    if (items.length < LISTED_AT_ONCE)
      return listed.filter(({ status, totalLines }) => status !== "failed" || totalLines > 0);
  }
}
