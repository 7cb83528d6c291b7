// A ClickHouse server out of chDB's library, which contains `clickhouse local`; it ends when standard input closes.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { DataType, load, open } from "ffi-rs";
import { freePort } from "./free-port.mjs";

const PLATFORM_PACKAGES = {
  "linux-x64": "@chdb/lib-linux-x64-gnu",
  "linux-arm64": "@chdb/lib-linux-arm64-gnu",
  "darwin-x64": "@chdb/lib-darwin-x64",
  "darwin-arm64": "@chdb/lib-darwin-arm64",
};

const [role, ...place] = process.argv.slice(2);
if (role === "serve") serve(...place);
else await guard();

/** Keeps the server in a process of its own, for the library ends the process it runs in. */
async function guard() {
  const directory = mkdtempSync(join(tmpdir(), "faultline-clickhouse-"));
  const [httpPort, tcpPort] = [await freePort(), await freePort()];
  const self = fileURLToPath(import.meta.url);
  const server = spawn(process.execPath, [self, "serve", directory, String(httpPort), String(tcpPort)], {
    stdio: ["pipe", "ignore", "inherit"],
  });
  server.once("exit", () => {
    rmSync(directory, { recursive: true, force: true });
    process.exit();
  });
  process.stdin.resume().once("close", () => server.kill("SIGKILL"));
  const url = `http://127.0.0.1:${httpPort}`;
  while (!(await answers(url))) await new Promise((resolve) => setTimeout(resolve, 50));
  console.log(JSON.stringify({ url }));
}

/** `clickhouse local` as a server, until standard input closes. */
function serve(directory, httpPort, tcpPort) {
  const argv = [
    "clickhouse",
    "--listen-host=127.0.0.1",
    `--http-port=${httpPort}`,
    `--tcp-port=${tcpPort}`,
    `--path=${directory}`,
    "--input-format",
    "LineAsString",
    "--structure",
    "x String",
    "--query",
    "SYSTEM START LISTEN HTTP; SYSTEM START LISTEN TCP; SELECT count() FROM table",
  ];
  const library = "chdb";
  open({ library, path: libraryPath() });
  load({
    library,
    funcName: "chdb_query_cmdline",
    retType: DataType.External,
    paramsType: [DataType.I32, DataType.StringArray],
    paramsValue: [argv.length, argv],
  });
}

function libraryPath() {
  const name = PLATFORM_PACKAGES[`${process.platform}-${process.arch}`];
  if (name === undefined) throw new Error(`chDB has no library for ${process.platform}-${process.arch}`);
  const requireOfChdb = createRequire(createRequire(import.meta.url).resolve("chdb"));
  const home = dirname(requireOfChdb.resolve(`${name}/package.json`));
  const file = readdirSync(home).find((entry) => entry.startsWith("libchdb."));
  if (file === undefined) throw new Error(`No libchdb in ${home}`);
  return join(home, file);
}

async function answers(url) {
  return fetch(`${url}/ping`).then(
    (response) => response.ok,
    () => false,
  );
}
