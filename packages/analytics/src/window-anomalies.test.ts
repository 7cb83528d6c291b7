import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RandomSource } from "./random-source.ts";
import { generateWindows, STEADY, type WindowRates } from "./testing/window-days.ts";
import { findWindowAnomalies } from "./window-anomalies.ts";

/** A day of 2-minute windows. */
const DAY = 720;

function scaled(rates: WindowRates, factor: number): WindowRates {
  const { errors, warnings, infos, debugs, services } = rates;
  return {
    errors: errors * factor,
    warnings: warnings * factor,
    infos: infos * factor,
    debugs: debugs * factor,
    services,
  };
}

function day(ratesAt: (window: number) => WindowRates, seed = 1): Float64Array {
  return generateWindows(DAY, ratesAt, RandomSource.fromSeed(seed));
}

const rhythm = (window: number): number => 1 + 0.8 * Math.sin((2 * Math.PI * window) / DAY);
const isIncident = (window: number): boolean => window >= 300 && window < 310;

/** Precision and recall over several days of the incident's ten windows. */
function judge(ratesAt: (window: number) => WindowRates): { precision: number; recall: number } {
  let hits = 0;
  let flags = 0;
  for (let seed = 1; seed <= 5; seed++) {
    const { findings } = findWindowAnomalies(day(ratesAt, seed), { seed });
    flags += findings.length;
    hits += findings.filter(({ window }) => isIncident(window)).length;
  }
  return { precision: hits / flags, recall: hits / 50 };
}

describe("window anomalies", () => {
  it("are at most one window in a hundred on healthy days, steady or with a daily rhythm, quiet or busy", () => {
    for (const factor of [0.02, 0.05, 0.1, 1, 20]) {
      for (let seed = 1; seed <= 4; seed++) {
        const steady = findWindowAnomalies(
          day(() => scaled(STEADY, factor), seed),
          { seed },
        );
        const rhythmic = findWindowAnomalies(
          day((window) => scaled(STEADY, factor * rhythm(window)), seed),
          { seed },
        );
        expect(steady.findings.length, `steady × ${factor}`).toBeLessThanOrEqual(DAY / 100);
        expect(rhythmic.findings.length, `rhythmic × ${factor}`).toBeLessThanOrEqual(DAY / 100);
      }
    }
  });

  it.each<[string, (usual: WindowRates) => WindowRates]>([
    ["a burst of errors", (usual) => ({ ...usual, errors: 30 })],
    ["a flood of warnings", (usual) => ({ ...usual, warnings: 60 })],
    ["twice the traffic", (usual) => scaled(usual, 2.2)],
    ["a loss of most traffic", (usual) => scaled(usual, 0.3)],
    ["silence", (usual) => scaled(usual, 0)],
  ])("find %s in ten windows of a steady day with precision and recall of 0.9", (_, incident) => {
    const { precision, recall } = judge((window) => (isIncident(window) ? incident(STEADY) : STEADY));
    expect(precision).toBeGreaterThanOrEqual(0.9);
    expect(recall).toBeGreaterThanOrEqual(0.9);
  });

  it("find a burst of errors within a daily rhythm", () => {
    const { precision, recall } = judge((window) => {
      const usual = scaled(STEADY, rhythm(window));
      return isIncident(window) ? { ...usual, errors: 40 } : usual;
    });
    expect(Math.min(precision, recall)).toBeGreaterThanOrEqual(0.9);
  });

  it("are all windows of a long incident, though its windows mask each other, and of a step that stays none", () => {
    const flaggedOf = (end: number): number[] => {
      const features = day((window) => (window >= 300 && window < end ? { ...STEADY, errors: 9 } : STEADY));
      return findWindowAnomalies(features, { seed: 1 }).findings.map(({ window }) => window);
    };
    const long = flaggedOf(430);
    expect(long.filter((window) => window >= 300 && window < 430).length).toBeGreaterThanOrEqual(0.9 * 130);
    expect(long.filter((window) => window < 300 || window >= 430).length).toBeLessThanOrEqual(3);
    expect(flaggedOf(DAY).length).toBeLessThanOrEqual(3);
  });

  it("are an outage that goes on while an office closes, and not its opening and closing", () => {
    const opening = (window: number): number => 1 / (1 + Math.exp(-(window - 255) / 4));
    const closing = (window: number): number => 1 / (1 + Math.exp(-(window - 525) / 4));
    const isOut = (window: number): boolean => window >= 430 && window < 560;
    for (const [factor, seed] of [
      [0.4, 1],
      [0.4, 2],
      [2.5, 3],
    ] as const) {
      const features = day((window) => {
        const load = 0.2 + 1.6 * (opening(window) - closing(window));
        return scaled(STEADY, isOut(window) ? load * factor : load);
      }, seed);
      const flagged = findWindowAnomalies(features, { seed: 1 }).findings.map(({ window }) => window);
      const hits = flagged.filter(isOut).length;
      expect(hits / 130, `× ${factor}`).toBeGreaterThanOrEqual(0.9);
      expect(hits / flagged.length, `× ${factor}`).toBeGreaterThanOrEqual(0.9);
    }
  });

  it("are an outage that begins as an office opens or ends as it closes", () => {
    const rise = (window: number, at: number): number => 1 / (1 + Math.exp((at - window) / 3.75));
    const office = (window: number): number => 0.2 + 1.6 * (rise(window, 255) - rise(window, 525));
    for (const [from, factor] of [
      [225, 1],
      [240, 1],
      [442, 1],
      [237, 10],
    ] as const) {
      const isOut = (window: number): boolean => window >= from && window < from + 130;
      const features = day((window) => scaled(STEADY, factor * office(window) * (isOut(window) ? 0.4 : 1)));
      const flagged = findWindowAnomalies(features, { seed: 1 }).findings.map(({ window }) => window);
      const hits = flagged.filter(isOut).length;
      expect(hits / 130, `from ${from}, × ${factor}`).toBeGreaterThanOrEqual(0.9);
      expect(hits / flagged.length, `from ${from}, × ${factor}`).toBeGreaterThanOrEqual(0.9);
    }
  });

  it("are none of those around the midnight on which a weekend's load ends within a window", () => {
    const isWeekend = (window: number): boolean => Math.floor(window / DAY) % 7 >= 5;
    const night = (window: number): number => 1 + 0.8 * Math.cos((2 * Math.PI * (window - 9 * 45)) / DAY);
    const flagged = [1, 2, 3, 4].flatMap((seed) => {
      const rates = (window: number) => scaled(STEADY, 10 * night(window) * (isWeekend(window) ? 0.4 : 1));
      const features = generateWindows(9 * DAY, rates, RandomSource.fromSeed(seed));
      return findWindowAnomalies(features, { seed: 1, windowMs: 120_000 }).findings.map(({ window }) => window);
    });
    expect(flagged.filter((window) => [5, 7].some((midnight) => Math.abs(window - midnight * DAY) < 50))).toEqual([]);
  });

  it("are hardly any in a month of loads that rise within a window each morning and fade until the next", () => {
    const load = (window: number): number => 0.6 + 5.25 * (1 - ((window + DAY - 270) % DAY) / DAY) ** 2;
    const features = generateWindows(30 * DAY, (window) => scaled(STEADY, load(window)), RandomSource.fromSeed(1));
    const { findings } = findWindowAnomalies(features, { seed: 1, windowMs: 120_000 });
    expect(findings.length).toBeLessThanOrEqual((30 * DAY) / 100);
  });

  it("are none of the windows of a slope beside a burst", () => {
    const features = day((window) => scaled(STEADY, 10 * rhythm(window) * (window >= 20 && window < 30 ? 5 : 1)));
    const flagged = findWindowAnomalies(features, { seed: 1 }).findings.map(({ window }) => window);
    expect(flagged).toEqual([...Array(10).keys()].map((i) => 20 + i));
  });

  it("are all windows of a small rise that lasts, also those that are usual by chance", () => {
    const { recall, precision } = judge((window) => (isIncident(window) ? { ...STEADY, warnings: 13 } : STEADY));
    expect(Math.min(recall, precision)).toBeGreaterThanOrEqual(0.9);
    const found = findWindowAnomalies(
      day((window) => (isIncident(window) ? { ...STEADY, warnings: 11 } : STEADY)),
      {
        seed: 1,
      },
    ).findings;
    expect(found.filter(({ departures }) => departures.length === 0).map(({ description }) => description)).toContain(
      "Within its usual range by chance, between windows that are not.",
    );
  });

  it("are none for jobs that come back every hour, but are for a job out of its time", () => {
    const features = day((window) => (window % 30 === 7 || window === 400 ? { ...STEADY, infos: 900 } : STEADY));
    const flagged = (windowMs?: number): number[] =>
      findWindowAnomalies(features, { seed: 1, ...(windowMs === undefined ? {} : { windowMs }) }).findings.map(
        ({ window }) => window,
      );
    // Without the length of a window there is no telling an hour: the jobs are what happens often.
    expect(flagged()).toEqual([]);
    expect(flagged(120_000)).toContain(400);
    expect(flagged(120_000).length).toBeLessThanOrEqual(DAY / 100);
  });

  it("find a service that falls silent", () => {
    const { precision, recall } = judge((window) => ({ ...STEADY, services: isIncident(window) ? 6 : 8 }));
    expect(Math.min(precision, recall)).toBeGreaterThanOrEqual(0.9);
  });

  it("say which features left their usual range, the farthest first, and by how much", () => {
    const features = day((window) => (isIncident(window) ? { ...STEADY, errors: 60 } : STEADY));
    const finding = findWindowAnomalies(features, { seed: 1 }).findings.find(({ window }) => window === 304)!;
    const errors = finding.departures.find(({ feature }) => feature === "error_count")!;
    expect(errors).toMatchObject({ value: features[304 * 7 + 1], low: 0 });
    expect(errors.usual).toBeLessThan(1);
    expect(errors.z).toBeGreaterThan(3.5);
    expect(finding.departures.map(({ z }) => Math.abs(z))).toEqual(
      finding.departures.map(({ z }) => Math.abs(z)).toSorted((a, b) => b - a),
    );
    expect(finding.description).toMatch(/\d+ errors where 0 to \d are usual/);
  });

  it("give every window a score within 0–1, the same by seed, an incident's above the median", () => {
    const features = day((window) => (isIncident(window) ? { ...STEADY, errors: 60 } : STEADY));
    const { scores } = findWindowAnomalies(features, { seed: 9 });
    expect(scores.length).toBe(DAY);
    for (const score of scores) expect(score > 0 && score < 1).toBe(true);
    expect(Math.min(...scores.subarray(300, 310))).toBeGreaterThan(0.6);
    expect(findWindowAnomalies(features, { seed: 9 }).scores).toEqual(scores);
  });

  it("flag just the share asked for where contamination is given", () => {
    const { findings, scores } = findWindowAnomalies(
      day(() => STEADY),
      { seed: 1, contamination: 0.1 },
    );
    expect(findings.length).toBe(DAY / 10);
    const least = Math.min(...findings.map(({ window }) => scores[window]));
    expect(scores.filter((score) => score > least).length).toBe(DAY / 10 - 1);
  });

  it("do not take what a partial window lacks for a loss, but do take what it has for a burst", () => {
    const features = day(() => STEADY);
    features.set([2, 0, 0, 2, 0, 0, 1], 0);
    features.set([60, 50, 0, 10, 0, 50 / 60, 2], (DAY - 1) * 7);
    const asWhole = findWindowAnomalies(features, { seed: 1 });
    expect(asWhole.findings.map(({ window }) => window)).toEqual(expect.arrayContaining([0, DAY - 1]));
    const { findings, scores } = findWindowAnomalies(features, { seed: 1, isFirstPartial: true, isLastPartial: true });
    expect(findings.map(({ window }) => window)).not.toContain(0);
    expect(scores[0]).toBeLessThan(0.5);
    const last = findings.find(({ window }) => window === DAY - 1)!;
    expect(last.departures.map(({ feature }) => feature)).toEqual(
      expect.arrayContaining(["error_count", "error_rate"]),
    );
    for (const { z } of last.departures) expect(z).toBeGreaterThan(0);
  });

  it("do not flag pauses in logs that mostly pause", () => {
    const sparse = day((window) => (window % 5 === 0 ? scaled(STEADY, 0.1) : scaled(STEADY, 0)));
    expect(findWindowAnomalies(sparse, { seed: 1 }).findings.length).toBeLessThanOrEqual(DAY / 100);
    sparse.set([500, 480, 0, 20, 0, 0.96, 8], 77 * 7);
    expect(findWindowAnomalies(sparse, { seed: 1 }).findings.map(({ window }) => window)).toContain(77);
  });

  it("are none, with the reason, for too few windows and for empty ones", () => {
    const few = generateWindows(7, () => STEADY, RandomSource.fromSeed(1));
    expect(findWindowAnomalies(few, { seed: 1 })).toMatchObject({
      findings: [],
      reason: expect.stringContaining("Only 7"),
    });
    expect(findWindowAnomalies(few, { seed: 1 }).scores.length).toBe(7);
    const nine = generateWindows(9, () => STEADY, RandomSource.fromSeed(1));
    const partial = findWindowAnomalies(nine, { seed: 1, isFirstPartial: true, isLastPartial: true });
    expect(partial.reason).toContain("Only 7 whole windows");
    expect(findWindowAnomalies(nine, { seed: 1 }).reason).toBeNull();
    expect(findWindowAnomalies(new Float64Array(70), { seed: 1 }).reason).toBe("Every window is empty.");
    expect(findWindowAnomalies(new Float64Array(), { seed: 1 }).reason).toBe("There is no window of entries.");
    const single = findWindowAnomalies(few.slice(0, 7), { seed: 1, isFirstPartial: true, isLastPartial: true });
    expect(single.scores).toEqual(Float64Array.of(0.5));
  });

  it("never flag a window that is like all others", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 50 }), (infos, errors) => {
        const total = infos + errors;
        const row = [total, errors, 0, infos, 0, total === 0 ? 0 : errors / total, Math.min(total, 3)];
        const features = Float64Array.from(Array.from({ length: 60 }, () => row).flat());
        expect(findWindowAnomalies(features, { seed: 1 }).findings).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it("are refused for features that do not fill windows or are not numbers", () => {
    expect(() => findWindowAnomalies(new Float64Array(8), { seed: 1 })).toThrow("8 features do not fill windows of 7");
    const broken = day(() => STEADY);
    broken[7 * 3 + 2] = Number.NaN;
    expect(() => findWindowAnomalies(broken, { seed: 1 })).toThrow("row 3, column 2");
  });

  it("are all windows of a long loss of half, though single ones are usual by chance", () => {
    const isLost = (window: number): boolean => window >= 300 && window < 430;
    const few = scaled(STEADY, 0.06);
    const { findings } = findWindowAnomalies(
      day((window) => (isLost(window) ? scaled(few, 0.4) : few)),
      { seed: 1 },
    );
    const hits = findings.filter(({ window }) => isLost(window)).length;
    expect(hits).toBeGreaterThan(117);
    expect(findings.length - hits).toBeLessThan(13);
  });
});
