import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FileStore, LogFile } from "@faultline/storage";
import { beforeEach, expect, test } from "vitest";
import { createFileIntake } from "./file-intake.ts";
import { openSpool, type Spool } from "./spool.ts";
import type { BeginUploadAhead } from "./upload-ahead.ts";
import { DuplicateContentError, QueueFullError } from "./upload-errors.ts";

let directory: string;
let spool: Spool;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "faultline-intake-"));
  spool = await openSpool(directory, 1000);
});

const added: number[] = [];
const queue = (hasRoom: boolean) => ({
  hasRoom: () => hasRoom,
  add: ({ id }: { id: number }) => void added.push(id),
});
const dropped: string[] = [];
const notAhead: BeginUploadAhead = (filename) => ({
  onWritten: () => undefined,
  end: async () => undefined,
  drop: () => void dropped.push(filename),
});
const noFiles: Pick<FileStore, "create" | "delete" | "list"> = {
  create: () => Promise.reject(new Error("the catalog is away")),
  delete: async () => undefined,
  list: async () => ({ items: [], total: 0 }),
};

async function* bytes(): AsyncGenerator<Uint8Array> {
  yield Buffer.from("a line\n");
}

/** What a full disk is like after some bytes. */
async function* bytesUntilDiskIsFull(): AsyncGenerator<Uint8Array> {
  yield Buffer.alloc(900, "a line\n");
  throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
}

test("no file is received while the line is full", async () => {
  const intake = createFileIntake(noFiles, spool, queue(false), notAhead);
  await expect(intake.receive("a.log", bytes(), {})).rejects.toThrow(QueueFullError);
  expect(readdirSync(directory)).toEqual([]);
});

test("a full disk leaves nothing of the upload behind, and keeps its name", async () => {
  const intake = createFileIntake(noFiles, spool, queue(true), notAhead);
  await expect(intake.receive("a.log", bytesUntilDiskIsFull(), {})).rejects.toMatchObject({ code: "ENOSPC" });
  expect(readdirSync(directory)).toEqual([]);
});

test("bytes that cannot be entered in the catalog are dropped", async () => {
  const intake = createFileIntake(noFiles, spool, queue(true), notAhead);
  const received = await intake.receive("a.log", bytes(), {});
  expect(readdirSync(directory)).toHaveLength(1);
  const described = { source: null, environment: null, logType: null, modifiedAt: null };
  await expect(intake.accept(received, described)).rejects.toThrow("the catalog is away");
  expect(readdirSync(directory)).toEqual([]);
  expect(added).toEqual([]);
});

test("content of an upload that was cut off in its last moment is taken when it comes again, other content is not", async () => {
  const described = { source: null, environment: null, logType: null, modifiedAt: null };
  const known = { id: 7, status: "failed", totalLines: 0, isRawInRecords: false } as LogFile;
  const files = {
    ...noFiles,
    create: async () => ({ ...known, id: 8 }),
    list: async () => ({ items: [known], total: 1 }),
  };
  const intake = createFileIntake(files, spool, queue(true), notAhead);
  expect(await intake.accept(await intake.receive("a.log", bytes(), {}), described)).toMatchObject({ id: 8 });
  writeFileSync(spool.pathOf(7), "a line\n");
  await expect(intake.accept(await intake.receive("a.log", bytes(), {}), described)).rejects.toThrow(
    DuplicateContentError,
  );
});
