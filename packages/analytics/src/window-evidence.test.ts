import { describe, expect, it } from "vitest";
import { RandomSource } from "./random-source.ts";
import { drawPoisson } from "./testing/random-draws.ts";
import { BACKGROUNDS, DAY } from "./testing/simulated-days.ts";
import { INCIDENTS } from "./testing/simulated-incidents.ts";
import { NEW_TEMPLATE, type SimulatedRange, simulateSystem } from "./testing/simulated-system.ts";
import { findWindowAnomalies, type WindowFinding } from "./window-anomalies.ts";

const START = 400;
const END = 412;

function dayWith(kind: string | null, size = 1): SimulatedRange {
  const background = BACKGROUNDS["daily rhythm"]!(0);
  const effect = kind === null ? null : INCIDENTS[kind]![size]!;
  const incident = (window: number, plan: Parameters<NonNullable<typeof effect>["apply"]>[0]): void => {
    if (window >= START && window < END) effect?.apply(plan, 1);
  };
  return simulateSystem({ ...background, volume: 1, incident }, RandomSource.fromSeed(5));
}

function find({ features, templates, services }: SimulatedRange): readonly WindowFinding[] {
  return findWindowAnomalies(features, { seed: 1, windowMs: 120_000, templates, services }).findings;
}

const isIncident = ({ window }: WindowFinding): boolean => window >= START && window < END;

describe("evidence by template and service", () => {
  it("flags the windows of a new error of which there are few, and names it", () => {
    const range = dayWith("new error type", 0);
    const found = find(range).filter(isIncident);
    expect(found.length).toBeGreaterThanOrEqual(10);
    for (const { templates, description } of found) {
      expect(templates.find(({ key }) => key === NEW_TEMPLATE)).toMatchObject({ change: "new", usual: 0 });
      expect(description).toMatch(/irst seen here: "template \d+" \(\d+\)/);
    }
    const { features } = range;
    const without = findWindowAnomalies(features, { seed: 1, windowMs: 120_000 }).findings.filter(isIncident);
    expect(without.length).toBeLessThan(found.length / 2);
  });

  it("flags the windows in which a service is silent, and names it and what is usual", () => {
    const found = find(dayWith("one service silent", 1)).filter(isIncident);
    expect(found.length).toBe(END - START);
    for (const { services, description } of found) {
      expect(services).toContainEqual({ key: 3, change: "silent", count: 0, usual: expect.any(Number) });
      expect(description).toMatch(/ilent: service 3 \(usually about \d+\)/);
    }
  });

  it("flags a silence of hours of a service that logs something in every third window", () => {
    const { features, templates } = dayWith(null);
    const random = RandomSource.fromSeed(2);
    const isSilent = (window: number): boolean => window >= 300 && window < 400;
    const windows = [...Array(DAY).keys()].filter((window) => random.nextFloat() < 1 / 3 && !isSilent(window));
    const services = {
      names: ["it"],
      windows: Int32Array.from(windows),
      keys: new Int32Array(windows.length),
      counts: new Float64Array(windows.length).fill(1),
    };
    const found = findWindowAnomalies(features, { seed: 1, templates, services }).findings;
    const silent = found.filter((each) => each.services.some(({ change }) => change === "silent"));
    expect(silent.length).toBeGreaterThanOrEqual(100);
    expect(silent.length).toBeLessThanOrEqual(110);
  });

  it("flags no silence of eight services that come and go at random, and are silent most of the time", () => {
    const { features, templates } = dayWith(null);
    const random = RandomSource.fromSeed(3);
    const entries: [window: number, key: number, count: number][] = [];
    for (let key = 0; key < 8; key++) {
      let isOn = key % 3 === 0;
      for (let window = 0; window < DAY; window++) {
        const count = isOn ? drawPoisson(0.6, random) : 0;
        if (count > 0) entries.push([window, key, count]);
        if (random.nextFloat() < 1 / (isOn ? 30 : 60)) isOn = !isOn;
      }
    }
    const services = {
      names: [..."abcdefgh"],
      windows: Int32Array.from(entries, ([window]) => window),
      keys: Int32Array.from(entries, ([, key]) => key),
      counts: Float64Array.from(entries, ([, , count]) => count),
    };
    const found = findWindowAnomalies(features, { seed: 1, templates, services }).findings;
    expect(found.flatMap((each) => each.services.filter(({ change }) => change === "silent"))).toEqual([]);
  });

  it("flags hardly a window of a healthy day, with rare errors that are each seen first at some time", () => {
    expect(find(dayWith(null)).length).toBeLessThanOrEqual(DAY / 200);
  });

  it("flags what a range begins with and hardly comes again, though not as new", () => {
    const { features, services } = dayWith(null);
    const templates = {
      names: ["it"],
      windows: Int32Array.of(0, 1, 2, 3, 500),
      keys: new Int32Array(5),
      counts: Float64Array.of(9, 9, 9, 9, 1),
    };
    const found = findWindowAnomalies(features, { seed: 1, templates, services }).findings.filter(
      (each) => each.templates.length > 0,
    );
    expect(found.map(({ window }) => window)).toEqual([0, 1, 2, 3]);
    for (const { templates: named } of found) expect(named).toMatchObject([{ key: 0, change: "surged", count: 9 }]);
  });

  it("does not call a template new that stays from the start, nor a service silent that pauses by habit", () => {
    const { features, templates, services } = dayWith(null);
    const cells = (windows: number[], count: number) => ({
      names: ["it"],
      windows: Int32Array.from(windows),
      keys: new Int32Array(windows.length),
      counts: new Float64Array(windows.length).fill(count),
    });
    const early = findWindowAnomalies(features, { seed: 1, templates: cells([...Array(DAY).keys()], 1), services });
    expect(early.findings.flatMap((each) => each.templates)).toEqual([]);
    const pausing = [...Array(DAY).keys()].filter((window) => window % 60 < 40);
    const pauses = findWindowAnomalies(features, { seed: 1, templates, services: cells(pausing, 30) });
    expect(pauses.findings.flatMap((each) => each.services.filter(({ change }) => change === "silent"))).toEqual([]);
  });

  it("is refused where its cells are out of range", () => {
    const { features } = dayWith(null);
    const outside = { names: ["a"], windows: Int32Array.of(DAY), keys: Int32Array.of(0), counts: Float64Array.of(1) };
    expect(() => findWindowAnomalies(features, { seed: 1, services: outside })).toThrow("cell 0 (window 720");
    const uneven = { ...outside, windows: Int32Array.of(0, 1) };
    expect(() => findWindowAnomalies(features, { seed: 1, templates: uneven })).toThrow("do not make cells");
  });
});
