import { describe, expect, test, vi } from "vitest";
import { ApiError } from "../../api/api-error.ts";
import type { UploadFields, uploadFile } from "../../api/upload.ts";
import { createUploadQueue } from "./upload-queue.ts";

/** A network whose transfers the test ends by hand. */
function createNetwork() {
  const sentFields: UploadFields[] = [];
  const transfers = new Map<
    string,
    { progress: (bytes: number) => void; finish: () => void; fail: (error: Error) => void }
  >();
  const send: typeof uploadFile = (_file, name, fields, progress, signal) =>
    new Promise((resolve, reject) => {
      sentFields.push(fields);
      transfers.set(name, { progress, finish: () => resolve(1), fail: reject });
      signal.addEventListener("abort", () => reject(new ApiError(0, "cancelled", "Cancelled.")));
    });
  return { transfers, send, sentFields };
}

const file = (name: string) => ({ file: new File(["0123456789"], name), name });
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe("the upload queue", () => {
  test("sends two files at a time and starts the next when one is stored", async () => {
    const { transfers, send } = createNetwork();
    let stored = 0;
    const queue = createUploadQueue(send, () => stored++);
    queue.add([file("a"), file("b"), file("c")], {});
    expect(queue.uploads().map(({ state }) => state)).toEqual(["sending", "sending", "waiting"]);

    transfers.get("a")!.progress(4);
    expect(queue.uploads()[0]!.sentBytes).toBe(4);
    transfers.get("a")!.finish();
    await settled();
    expect(queue.uploads().map(({ state }) => state)).toEqual(["stored", "sending", "sending"]);
    expect(stored).toBe(1);
  });

  test("a failed upload says why and can be tried again", async () => {
    const { transfers, send } = createNetwork();
    const queue = createUploadQueue(send, () => {});
    queue.add([file("a")], {});
    transfers.get("a")!.fail(new ApiError(413, "too_large", "The file is too large."));
    await settled();
    expect(queue.uploads()[0]).toMatchObject({ state: "failed", note: "The file is too large." });

    queue.retry(queue.uploads()[0]!.id);
    transfers.get("a")!.finish();
    await settled();
    expect(queue.uploads()[0]!.state).toBe("stored");
  });

  test("a cancelled upload stops, and one still waiting is never sent", async () => {
    const { transfers, send } = createNetwork();
    const queue = createUploadQueue(send, () => {});
    queue.add([file("a"), file("b"), file("c")], {});
    const [a, , c] = queue.uploads();
    queue.cancel(c!.id);
    queue.cancel(a!.id);
    await settled();
    expect(queue.uploads().map(({ state }) => state)).toEqual(["cancelled", "sending", "cancelled"]);
    expect(transfers.has("c")).toBe(false);
  });

  test("content that is there already waits for a decision, and is taken in if one insists", async () => {
    const { transfers, send, sentFields } = createNetwork();
    const queue = createUploadQueue(send, () => {});
    queue.add([file("a")], { source: "till" });
    transfers.get("a")!.fail(new ApiError(409, "duplicate_content", "It is there.", { log_file_id: 7 }));
    await settled();
    const [upload] = queue.uploads();
    expect(upload).toMatchObject({ state: "duplicate", existingId: 7 });

    queue.insist(upload!.id);
    expect(sentFields.at(-1)).toEqual({ source: "till", allow_duplicate: "true" });
    transfers.get("a")!.finish();
    await settled();
    expect(queue.uploads()[0]).toMatchObject({ state: "stored", existingId: null });
  });

  test("a server that has too much to read is asked again, unless that is cancelled", async () => {
    vi.useFakeTimers();
    try {
      const { transfers, send, sentFields } = createNetwork();
      const queue = createUploadQueue(send, () => {});
      queue.add([file("a"), file("b"), file("c")], {});
      for (const name of ["a", "b"]) transfers.get(name)!.fail(new ApiError(503, "queue_full", "Too many files wait."));
      await vi.advanceTimersByTimeAsync(1000);
      expect(queue.uploads().map(({ state }) => state)).toEqual(["sending", "sending", "waiting"]);
      queue.cancel(queue.uploads()[0]!.id);
      expect(queue.uploads().map(({ state }) => state)).toEqual(["cancelled", "sending", "sending"]);
      expect(sentFields).toHaveLength(3);
      await vi.advanceTimersByTimeAsync(5000);
      expect(sentFields).toHaveLength(4);
    } finally {
      vi.useRealTimers();
    }
  });

  test("clearing keeps what is under way", async () => {
    const { transfers, send } = createNetwork();
    const queue = createUploadQueue(send, () => {});
    queue.add([file("a"), file("b")], {});
    transfers.get("b")!.finish();
    await settled();
    queue.clearEnded();
    expect(queue.uploads().map(({ name }) => name)).toEqual(["a"]);
  });
});
