import { describe, expect, it } from "vitest";
import { SearchPace } from "./search-pace.ts";

describe("The pace of a search", () => {
  it("is that of what was searched last, without the time of a statement", () => {
    const pace = new SearchPace(10);
    pace.note(500_000, 110);
    expect(pace.entriesWithin(150)).toBe((150 * 0.8 - 10) * 5000);
  });

  it("is at most twice what was seen, though nearly all the time seems to be that of a statement", () => {
    const pace = new SearchPace(10);
    pace.note(3000, 10);
    expect(pace.entriesWithin(50)).toBe((50 * 0.8 - 10) * 600);
  });

  it("gets through nothing where there is hardly time for a statement", () => {
    const pace = new SearchPace(10);
    expect(pace.entriesWithin(12)).toBe(0);
    expect(pace.entriesWithin(-1)).toBe(0);
  });

  it("is slow as long as nothing was searched", () => {
    expect(new SearchPace(0).entriesWithin(1000)).toBeLessThan(1_000_001);
  });
});
