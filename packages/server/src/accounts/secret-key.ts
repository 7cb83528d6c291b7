import { randomBytes } from "node:crypto";
import { link, mkdir, open, readFile, unlink } from "node:fs/promises";
import { join } from "node:path";

const FILE_NAME = "jwt-secret.key";

/** The key that signs access tokens: kept in the data directory, readable by its owner only; made at the first start. */
export async function loadOrCreateSecretKey(dataDirectory: string): Promise<string> {
  const path = join(dataDirectory, FILE_NAME);
  return (await readSecretKey(path)) ?? createSecretKey(path);
}

async function readSecretKey(path: string): Promise<string | null> {
  try {
    return (await readFile(path, "utf8")).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Written aside and linked into place: a key file is whole or absent, and the first of two writers wins. */
async function createSecretKey(path: string): Promise<string> {
  await mkdir(join(path, ".."), { recursive: true, mode: 0o700 });
  const aside = `${path}.${randomBytes(6).toString("hex")}`;
  const file = await open(aside, "wx", 0o600);
  try {
    await file.writeFile(`${randomBytes(48).toString("base64url")}\n`);
    await file.sync();
    await link(aside, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  } finally {
    await file.close();
    await unlink(aside);
  }
  return (await readFile(path, "utf8")).trim();
}
