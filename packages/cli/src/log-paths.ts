import { readdir, stat } from "node:fs/promises";
import { basename, join, relative } from "node:path";

export interface FoundFile {
  readonly path: string;
  /** What it is called in Faultline: its name, and within a named folder its way there. */
  readonly name: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
}

export interface NotAFile {
  readonly path: string;
  readonly reason: string;
}

export interface FoundPaths {
  readonly files: readonly FoundFile[];
  readonly skipped: readonly NotAFile[];
}

export class MissingPathError extends Error {
  readonly code = "missing_path";
}

/**
 * The files that are named, and those in the folders that are named, in the order of their names. Within folders,
 * hidden files and what is no regular file are left out and reported.
 * @throws MissingPathError naming every path that cannot be read
 */
export async function findLogFiles(paths: readonly string[]): Promise<FoundPaths> {
  const files: FoundFile[] = [];
  const skipped: NotAFile[] = [];
  const missing: string[] = [];
  for (const path of paths) {
    try {
      if ((await stat(path)).isDirectory()) await walk(path, path, files, skipped);
      else await visit(path, basename(path), files, skipped);
    } catch (error) {
      missing.push(`${path}: ${reasonOf(error as NodeJS.ErrnoException)}`);
    }
  }
  if (missing.length > 0) throw new MissingPathError(missing.join("\n"));
  return { files, skipped };
}

async function walk(root: string, folder: string, files: FoundFile[], skipped: NotAFile[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith(".")) skipped.push({ path, reason: "hidden" });
    // A folder behind a symbolic link may lead back here; a file behind one does not.
    else if (entry.isDirectory()) await walk(root, path, files, skipped);
    else await visit(path, join(basename(root), relative(root, path)), files, skipped);
  }
}

async function visit(path: string, name: string, files: FoundFile[], skipped: NotAFile[]): Promise<void> {
  const found = await stat(path);
  if (found.isFile()) files.push({ path, name, sizeBytes: found.size, modifiedAt: found.mtime });
  else skipped.push({ path, reason: "not a regular file" });
}

function reasonOf(error: NodeJS.ErrnoException): string {
  return error.code === "ENOENT" ? "there is no such file or folder" : error.message;
}
