import { expect, test } from "vitest";
import { isArchive, shareRead, statusOf } from "./file-status.ts";

test("a file that somebody cancelled or deletes is not shown as failed", () => {
  expect(statusOf({ status: "failed", error: "Being deleted. Delete it again if it stays." })).toBe("deleting");
  expect(statusOf({ status: "failed", error: "Cancelled by ada. Retry reads on from where it stopped." })).toBe(
    "cancelled",
  );
  expect(statusOf({ status: "failed", error: "The disk of the server is full (ENOSPC)." })).toBe("failed");
  expect(statusOf({ status: "processed", error: null })).toBe("processed");
});

test("an archive is told by its members, also while none was found", () => {
  expect([null, 0, 3].map((member_count) => isArchive({ member_count }))).toEqual([false, true, true]);
});

test("a share never exceeds the whole, and is not claimed without a size", () => {
  expect(shareRead({ size_bytes: 10, processed_bytes: 12 })).toBe(1);
  expect(shareRead({ size_bytes: 1000, processed_bytes: 500 })).toBe(0.5);
  expect(shareRead({ size_bytes: 0, processed_bytes: 9 })).toBeNull();
});
