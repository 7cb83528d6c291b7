import { describe, expect, test } from "vitest";
import { createSignInThrottle } from "./sign-in-throttle.ts";

function throttleWithClock() {
  let nowMs = 1_000_000;
  const throttle = createSignInThrottle(() => nowMs);
  const allowed = (address: string, username: string): boolean => throttle.attempt(address, username).allowed;
  const failTimes = (count: number, address: string, username: string): boolean =>
    Array.from({ length: count }, () => allowed(address, username)).every(Boolean);
  return { throttle, allowed, failTimes, pass: (ms: number) => (nowMs += ms) };
}

describe("the sign-in throttle", () => {
  test("lets an address fail five times with a username, then says how long to wait", () => {
    const { throttle, failTimes, pass, allowed } = throttleWithClock();
    expect(failTimes(5, "10.0.0.1", "ada")).toBe(true);
    expect(throttle.attempt("10.0.0.1", "ADA ")).toEqual({ allowed: false, retryAfterSeconds: 30 });
    pass(29_000);
    expect(allowed("10.0.0.1", "ada")).toBe(false);
    pass(1000);
    expect(allowed("10.0.0.1", "ada")).toBe(true);
    expect(allowed("10.0.0.1", "ada")).toBe(false);
  });

  test("holds spellings that mean one account to be one username", () => {
    const { failTimes, allowed } = throttleWithClock();
    expect(failTimes(5, "10.0.0.1", "ada")).toBe(true);
    expect(allowed("10.0.0.1", "\uFF41da")).toBe(false);
    expect(allowed("10.0.0.1", "Ad\uFF41 ")).toBe(false);
  });

  test("limits an address that tries many usernames", () => {
    const { allowed } = throttleWithClock();
    const outcomes = Array.from({ length: 31 }, (_, i) => allowed("10.0.0.1", `user${i}`));
    expect(outcomes.slice(0, 30).every(Boolean)).toBe(true);
    expect(outcomes[30]).toBe(false);
    expect(allowed("10.0.0.2", "user31")).toBe(true);
  });

  test("limits a username that many addresses try, but not for an address it has signed in from", () => {
    const { throttle, allowed } = throttleWithClock();
    expect(allowed("192.168.0.9", "ada")).toBe(true);
    throttle.succeeded("192.168.0.9", "ada");
    const outcomes = Array.from({ length: 60 }, (_, i) => allowed(`10.0.1.${i}`, "ada"));
    expect(outcomes.filter(Boolean)).toHaveLength(50);
    expect(allowed("192.168.0.9", "ada")).toBe(true);
    expect(allowed("192.168.0.9", "grace")).toBe(true);
  });

  test("does not count a sign-in that succeeds", () => {
    const { throttle, allowed } = throttleWithClock();
    for (let i = 0; i < 200; i++) {
      expect(allowed("10.0.0.1", "ada")).toBe(true);
      throttle.succeeded("10.0.0.1", "ada");
    }
  });

  test("holds the addresses of one IPv6 network to be one", () => {
    const { allowed, failTimes } = throttleWithClock();
    expect(failTimes(5, "2001:db8:1:2::1", "ada")).toBe(true);
    expect(allowed("2001:db8:1:2:ffff::9", "ada")).toBe(false);
    expect(allowed("2001:db8:1:3::1", "ada")).toBe(true);
    expect(failTimes(5, "::ffff:10.0.0.1", "ada")).toBe(true);
    expect(allowed("10.0.0.1", "ada")).toBe(false);
  });

  test("remembers a bounded number of keys, and keeps the recent ones", () => {
    const { allowed, failTimes } = throttleWithClock();
    for (let i = 0; i < 20_000; i++) allowed(`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`, `user${i}`);
    expect(failTimes(5, "172.16.0.1", "ada")).toBe(true);
    expect(allowed("172.16.0.1", "ada")).toBe(false);
  });
});
