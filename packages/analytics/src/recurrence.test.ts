import { describe, expect, it } from "vitest";
import { recurs } from "./recurrence.ts";

const TWO_MINUTES = 120_000;

describe("recurrence", () => {
  it("is found for what comes every hour or every day, a window early or late", () => {
    expect(recurs(37, 720, TWO_MINUTES, (window) => window % 30 === 7)).toBe(true);
    expect(recurs(37, 720, TWO_MINUTES, (window) => window % 30 === 6 + (Math.floor(window / 30) % 3))).toBe(true);
    expect(recurs(720 + 60, 7 * 720, TWO_MINUTES, (window) => window % 720 === 60)).toBe(true);
  });

  it("is found where a quarter of the occurrences are missing, not where half are", () => {
    expect(recurs(7, 720, TWO_MINUTES, (window) => window % 30 === 7 && window % 120 !== 37)).toBe(true);
    const hours = new Set([0, 1, 4, 5, 7, 10, 11, 13, 17, 19, 20, 22]);
    const isScattered = (window: number): boolean => window % 30 === 7 && hours.has(Math.floor(window / 30));
    expect(recurs(7, 720, TWO_MINUTES, isScattered)).toBe(false);
  });

  it("is not found for one incident, however long within the range", () => {
    for (const length of [1, 30, 300]) {
      expect(recurs(210, 720, TWO_MINUTES, (window) => window >= 200 && window < 200 + length)).toBe(false);
    }
  });

  it("is not found from fewer than three other occurrences", () => {
    expect(recurs(7, 90, TWO_MINUTES, (window) => window === 37 || window === 67)).toBe(false);
  });

  it("costs little however long the range", () => {
    let asked = 0;
    recurs(500_000, 1_000_000, TWO_MINUTES, () => {
      asked++;
      return false;
    });
    expect(asked).toBeLessThan(2_000);
  });
});
