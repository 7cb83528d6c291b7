import { SCORE_BINS, type WindowSeries } from "@faultline/contract";
import { parseSearch } from "@faultline/logs";
import { expect, test } from "vitest";
import { scoreSelection } from "./score-windows.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 14, minute)).toISOString();

/** Windows of two minutes, one after another, with these scores. */
function windowsOf(scores: readonly number[], windows_per_item = 1): WindowSeries {
  const features = { total_count: 1, error_count: 0, warn_count: 0, info_count: 1, debug_count: 0 };
  return {
    run_id: 1,
    window_seconds: 120,
    windows_per_item,
    total: scores.length,
    flagged: 0,
    score_counts: Array.from(
      { length: SCORE_BINS },
      (_, bin) =>
        scores.filter((score) => Math.min(SCORE_BINS - 1, Math.floor(score * SCORE_BINS + 1e-9)) === bin).length,
    ),
    items: scores.map((score, index) => ({
      window_start: at(2 * index),
      window_end: at(2 * index + 2),
      score,
      is_anomaly: false,
      features: { ...features, error_rate: 0, unique_services: 1 },
    })),
  };
}

test("a bar of the score distribution opens the entries of its windows, neighbours together", () => {
  const selection = scoreSelection(windowsOf([0.61, 0.64, 0.4, 0.6, 1]), 12);
  expect(selection).toEqual({
    start: at(0),
    end: at(8),
    q:
      "(time:>=2026-11-22T14:00:00Z time:<2026-11-22T14:04:00Z) OR " +
      "(time:>=2026-11-22T14:06:00Z time:<2026-11-22T14:08:00Z)",
  });
  expect(parseSearch(selection!.q!).ok).toBe(true);
});

test("a single stretch is a time range, and the highest score is in the last bar", () => {
  expect(scoreSelection(windowsOf([0.4, 1, 0.97]), 19)).toEqual({ start: at(2), end: at(6) });
});

test("windows that are too many to name, or not known one by one, open nothing", () => {
  const many = Array.from({ length: 400 }, (_, index) => (index % 2 ? 0.7 : 0.4));
  expect(scoreSelection(windowsOf(many), 14)).toBeNull();
  expect(scoreSelection(windowsOf([0.61, 0.4], 2), 12)).toBeNull();
  expect(scoreSelection(windowsOf([0.4]), 12)).toBeNull();
});
