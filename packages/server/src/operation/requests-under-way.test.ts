import { describe, expect, it } from "vitest";
import { createRequestsUnderWay, restWhileRequested } from "./requests-under-way.ts";

/** A clock that moves by a millisecond each time it is read, or as it is told. */
function clock() {
  let time = 1000;
  return { now: () => time++, pass: (ms: number) => (time += ms) };
}

/** Whether it has gone on by then. */
async function goesOn(giving: Promise<void>, ms = 60): Promise<boolean> {
  return Promise.race([giving.then(() => true), new Promise<false>((done) => setTimeout(() => done(false), ms))]);
}

describe("work that gives way to requests", () => {
  it("goes on at once where nobody is being answered", async () => {
    expect(await goesOn(createRequestsUnderWay(clock().now).giveWay())).toBe(true);
  });

  it("waits until a request was answered and none came after it", async () => {
    const time = { ms: 1000 };
    const requests = createRequestsUnderWay(() => time.ms);
    const end = requests.begin();
    const giving = requests.giveWay();
    expect(await goesOn(giving)).toBe(false);
    end();
    expect(await goesOn(giving)).toBe(false);
    time.ms += 20;
    expect(await goesOn(giving)).toBe(true);
  });

  it("goes on after a while, however many requests there are", async () => {
    const time = { ms: 1000 };
    const requests = createRequestsUnderWay(() => time.ms);
    requests.begin();
    const giving = requests.giveWay();
    expect(await goesOn(giving)).toBe(false);
    time.ms += 150;
    expect(await goesOn(giving)).toBe(true);
  });

  it("does not wait for what takes long anyway, as an upload or a stream", async () => {
    const { now, pass } = clock();
    const requests = createRequestsUnderWay(now);
    requests.begin();
    pass(1000);
    expect(await goesOn(requests.giveWay())).toBe(true);
  });

  it("leaves most of the time to those who have asked lately", async () => {
    const time = { ms: 1000 };
    const requests = createRequestsUnderWay(() => time.ms);
    requests.begin()();
    time.ms += 20;
    await requests.giveWay();
    time.ms += 40;
    const giving = requests.giveWay();
    expect(await goesOn(giving, 80)).toBe(false);
    expect(await goesOn(giving, 80)).toBe(true);
    time.ms += 500;
    expect(await goesOn(requests.giveWay(), 20)).toBe(true);
  });

  it("stops in its own thread until nobody is being answered, and for a while at most", () => {
    const requests = createRequestsUnderWay();
    let [time, waits] = [0, 0];
    let whileWaiting = (): void => undefined;
    const wait = (_: number, ms: number): void => {
      waits++;
      time += ms;
      whileWaiting();
    };
    const rest = restWhileRequested(requests.count, wait, () => time);
    rest();
    expect(waits).toBe(0);
    whileWaiting = requests.begin();
    rest();
    expect(waits).toBe(1);
    const end = requests.begin();
    rest();
    expect(waits).toBeGreaterThan(1);
    const all = waits;
    rest();
    expect(waits).toBe(all);
    end();
  });
});
